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
