// Iets meenemen: kopiëren, printen, een contact (.vcf), een herinnering (.ics) of een tekst (.txt).
import { t } from "./teksten.js";

const regels = (delen) => delen.filter(Boolean).join("\r\n") + "\r\n";
const veilig = (tekst) => String(tekst ?? "").replace(/\\/g, "\\\\").replace(/\r?\n/g, "\\n").replace(/([,;])/g, "\\$1");

export function vcf(contact, rol) {
  return regels([
    "BEGIN:VCARD",
    "VERSION:3.0",
    `FN:${veilig(contact.naam)}`,
    `N:${veilig(contact.naam)};;;;`,
    rol && `TITLE:${veilig(rol)}`,
    contact.telefoon && `TEL;TYPE=VOICE:${veilig(contact.telefoon)}`,
    contact.email && `EMAIL:${veilig(contact.email)}`,
    contact.website && `URL:${veilig(contact.website)}`,
    contact.waar && `NOTE:${veilig(contact.waar)}`,
    "END:VCARD",
  ]);
}

const stempel = (d) => d.toISOString().replace(/[-:]|\.\d{3}/g, "");

/** De titel is neutraal: een agenda staat soms open op een gedeelde telefoon. */
export function ics(contact, begin, id, nu = new Date()) {
  const wie = [contact.naam, contact.telefoon, contact.email, contact.waar].filter(Boolean).join(", ");
  return regels([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Loketwijzer//NL",
    "BEGIN:VEVENT",
    `UID:${id}@loketwijzer`,
    `DTSTAMP:${stempel(nu)}`,
    `DTSTART:${stempel(begin)}`,
    "DURATION:PT15M",
    `SUMMARY:${veilig(t("kaart.agenda_titel"))}`,
    `DESCRIPTION:${veilig(wie)}`,
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${veilig(t("kaart.agenda_titel"))}`,
    "TRIGGER:PT0M",
    "END:VALARM",
    "END:VEVENT",
    "END:VCALENDAR",
  ]);
}

export function bewaarBestand(naam, soort, inhoud) {
  const adres = URL.createObjectURL(new Blob([inhoud], { type: `${soort};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = adres;
  link.download = naam;
  link.click();
  setTimeout(() => URL.revokeObjectURL(adres), 10_000);
}

/** Klembord; op een pagina zonder https via een tekstvak dat meteen weer weg is. */
export async function kopieer(tekst, plek = document.body) {
  try {
    await navigator.clipboard.writeText(tekst);
    return true;
  } catch {
    const vak = document.createElement("textarea");
    vak.value = tekst;
    plek.append(vak);
    vak.select();
    const gelukt = document.execCommand("copy");
    vak.remove();
    return gelukt;
  }
}

/** Print alleen het kaartje: tijdens het printen is de rest van het portaal verborgen. */
export function printKaartje(gastheer) {
  const stijl = new CSSStyleSheet();
  stijl.replaceSync("@media print{body>*:not(loketwijzer-chat):not(main){display:none!important}}");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, stijl];
  gastheer.setAttribute("data-print", "");
  const klaar = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((s) => s !== stijl);
    gastheer.removeAttribute("data-print");
  };
  window.addEventListener("afterprint", klaar, { once: true });
  window.print();
}
