// Links maakt alleen de browser, uit gegevens die op een bekend patroon lijken. Al het andere geeft null: geen link.
const TELEFOON = /^\+?[0-9][0-9 ()-]{2,19}$/;
const MAIL = /^[^\s@<>"'?&]+@[^\s@<>"'?&]+\.[a-z]{2,}$/i;
const WHATSAPP = /^[0-9]{8,15}$/;

export const bel = (nummer) => (TELEFOON.test(nummer) ? `tel:${nummer.replace(/[ ()-]/g, "")}` : null);
export const mail = (adres) => (MAIL.test(adres) ? `mailto:${adres}` : null);

export function whatsapp(nummer) {
  const cijfers = String(nummer ?? "").replace(/[ +()-]/g, "");
  return WHATSAPP.test(cijfers) ? `https://wa.me/${cijfers}` : null;
}

/** De vaste routepagina van de school: https of dezelfde oorsprong. */
export function routePagina(adres) {
  try {
    const url = new URL(adres, document.baseURI);
    return web(url.href) ?? (url.origin === location.origin ? url.href : null);
  } catch {
    return null;
  }
}

export function web(adres) {
  try {
    const url = new URL(adres);
    return url.protocol === "https:" && !url.username && !url.password ? url.href : null;
  } catch {
    return null;
  }
}
