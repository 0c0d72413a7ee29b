// Van het antwoord van de server (docs/contract.md) naar wat er getekend wordt. Zonder beeld, zonder netwerk.
export const MAX_TEKENS = 500;

const TEKENBAAR = new Set([
  "verwijzing", "crisis", "veiligheidsvraag", "uitleg_loket", "kaartje", "bereikbaar", "route", "einde_route", "gesprek",
]);

/** Vrij getypte tekst mag geen intentie zijn: geen schuine streep, @ of spatie vooraan. */
export const veiligeTekst = (tekst) => tekst.replace(/^[\s/@]+/, "").trimEnd().slice(0, MAX_TEKENS);

/** Waar een contact zit. Weten we niet waar de student zit, dan staan de gebouwen erbij. */
export const plekVan = (contact) => [].concat(contact.locaties ?? [], contact.waar ?? []).join(", ");

/** De kale regel van een contact, precies zoals bot/knowledge/gesprek/kaart.py hem schrijft. */
export function contactRegel(contact) {
  const delen = [contact.naam, plekVan(contact), contact.telefoon, contact.email, contact.open];
  if (!(contact.telefoon || contact.email || contact.waar)) delen.push(contact.chat || contact.website);
  return delen.filter(Boolean).join(" · ");
}

const lijst = (waarde) => (Array.isArray(waarde) ? waarde.filter((x) => x && typeof x === "object") : []);
export const contactenVan = (kaart) => lijst(kaart?.contacten);

function leesBericht(ruw) {
  const kaart = ruw.custom && typeof ruw.custom === "object" && typeof ruw.custom.soort === "string" ? ruw.custom : null;
  return {
    tekst: typeof ruw.text === "string" ? ruw.text : "",
    kaart: kaart && kaart.v === 1 ? kaart : null,
    knoppen: lijst(ruw.buttons).map((k) => ({ titel: String(k.title ?? ""), bericht: String(k.payload ?? k.title ?? "") })),
  };
}

/**
 * De tekst is volledig (ook zonder beeld bruikbaar). Wat de kaart groter en met links toont, valt uit de tekst weg:
 * de kale contactregels, de eerste zin en de genummerde route met haar noot (*).
 */
function zonderDubbel(bericht, regels) {
  const { kaart } = bericht;
  if (kaart?.soort === "kaartje" && contactenVan(kaart).length) return [];
  const zin = kaart && (kaart.soort === "verwijzing") ? kaart.eerste_zin : null;
  const dubbel = (regel) =>
    regels.has(regel.trim()) ||
    (zin && regel.trim().endsWith(zin)) ||
    (kaart?.soort === "route" && lijst(kaart.stappen).length > 0 && /^(\d+\.|\*) /.test(regel));
  return bericht.tekst
    .split(/\n\s*\n/)
    .map((alinea) => alsLijst(alinea.split("\n").filter((regel) => regel.trim() && !dubbel(regel))))
    .filter(Boolean);
}

/** Meer regels na een dubbele punt zijn een lijstje. */
const alsLijst = (regels) => regels.join(regels.length > 2 && regels[0].endsWith(":") ? "\n• " : "\n");

/** Lijst van Rasa → berichten {alineas, kaart, knoppen}. Knoppen staan altijd na de kaart. */
export function leesAntwoord(ruweLijst) {
  const berichten = ruweLijst.filter((x) => x && typeof x === "object").map(leesBericht);
  const getekend = berichten.filter((b) => b.kaart && TEKENBAAR.has(b.kaart.soort));
  const regels = new Set(getekend.flatMap((b) => contactenVan(b.kaart).map(contactRegel)));
  for (const bericht of getekend) {
    const ookNu = lijst(bericht.kaart.ook_nu);
    const nuRegels = ookNu.map(contactRegel);
    // "Dat is nu dicht. Nu kun je hier terecht:" komt als los bericht; dan horen die contacten daar.
    const elders = berichten.find((b) => b !== bericht && !b.kaart && nuRegels.some((r) => b.tekst.includes(r)));
    if (elders) {
      elders.kaart = { v: 1, soort: "bereikbaar", contacten: ookNu };
      bericht.kaart = { ...bericht.kaart, ook_nu: [] };
    }
    nuRegels.forEach((r) => regels.add(r));
  }
  return berichten
    .map((b) => ({ alineas: zonderDubbel(b, regels), kaart: b.kaart, knoppen: b.knoppen }))
    .filter((b) => b.alineas.length || b.kaart || b.knoppen.length);
}

/** Alles van een beurt als gewone tekst, om voor te lezen. */
export function alsTekst(berichten) {
  return berichten
    .flatMap((b) => [
      ...b.alineas,
      ...contactenVan(b.kaart).map(contactRegel),
      ...(b.kaart?.eerste_zin ? [b.kaart.eerste_zin] : []),
      ...b.knoppen.map((k) => k.titel),
    ])
    .map((deel) => (/[.!?:]$/.test(deel) ? deel : `${deel}.`))
    .join(" ")
    .replace(/ · |\n• /g, ", ");
}
