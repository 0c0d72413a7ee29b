// Elke zin van de chat staat in teksten.nl.json. Elke bundel kiest bij het begin de groepen die hij nodig heeft.
let teksten = {};

export function gebruik(groepen) {
  teksten = groepen;
}

/** t("kaart.bel", {nummer: "113"}) → "Bel 113". Een onbekende sleutel komt zelf terug, zodat de fout opvalt. */
export function t(sleutel, waarden = {}) {
  const [groep, naam] = sleutel.split(".");
  const tekst = teksten[groep]?.[naam] ?? sleutel;
  return typeof tekst === "string" ? tekst.replace(/\{(\w+)\}/g, (_, w) => waarden[w] ?? "") : tekst;
}
