// Iets meenemen: printen, een contact (.vcf), een herinnering (.ics) of een tekst (.txt).
import { plekVan } from "../antwoord.js";
import { uuid } from "../opslag.js";
import { momentVan } from "./moment.js";

// Een regel is hooguit 75 bytes (RFC 5545 en 2426); wat langer is, gaat na een spatie verder op de volgende regel.
const vouw = (regel) => {
  let lang = 0;
  return [...regel].map((teken) => {
    const bytes = new TextEncoder().encode(teken).length;
    lang += bytes;
    if (lang <= 75) return teken;
    lang = bytes + 1;
    return `\r\n ${teken}`;
  }).join("");
};
const regels = (delen) => delen.filter(Boolean).map(vouw).join("\r\n") + "\r\n";
const veilig = (tekst) => String(tekst ?? "").replace(/\\/g, "\\\\").replace(/\r?\n/g, "\\n").replace(/([,;])/g, "\\$1");

function vcf(contact, rol) {
  return regels([
    "BEGIN:VCARD",
    "VERSION:3.0",
    `FN:${veilig(contact.naam)}`,
    `N:${veilig(contact.naam)};;;;`,
    rol && `TITLE:${veilig(rol)}`,
    contact.telefoon && `TEL;TYPE=VOICE:${veilig(contact.telefoon)}`,
    contact.email && `EMAIL:${veilig(contact.email)}`,
    contact.website && `URL:${veilig(contact.website)}`,
    plekVan(contact) && `NOTE:${veilig(plekVan(contact))}`,
    "END:VCARD",
  ]);
}

const stempel = (d) => d.toISOString().replace(/[-:]|\.\d{3}/g, "");

/** De titel is neutraal: een agenda staat soms open op een gedeelde telefoon. */
function ics(contact, begin, titel, nu = new Date()) {
  const wie = [contact.naam, contact.telefoon, contact.email, plekVan(contact)].filter(Boolean).join(", ");
  return regels([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Loketwijzer//NL",
    "BEGIN:VEVENT",
    `UID:${uuid()}@loketwijzer`,
    `DTSTAMP:${stempel(nu)}`,
    `DTSTART:${stempel(begin)}`,
    "DURATION:PT15M",
    `SUMMARY:${veilig(titel)}`,
    `DESCRIPTION:${veilig(wie)}`,
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${veilig(titel)}`,
    "TRIGGER:PT0M",
    "END:VALARM",
    "END:VEVENT",
    "END:VCALENDAR",
  ]);
}

function bewaarBestand(naam, soort, inhoud) {
  const adres = URL.createObjectURL(new Blob([inhoud], { type: `${soort};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = adres;
  link.download = naam;
  link.click();
  setTimeout(() => URL.revokeObjectURL(adres), 10_000);
}

export const bewaarTekst = (naam, tekst) => bewaarBestand(`${naam}.txt`, "text/plain", tekst);

export const bewaarContacten = (naam, contacten, rol) =>
  bewaarBestand(`${naam}.vcf`, "text/vcard", contacten.map((c) => vcf(c, rol)).join(""));

/** Een herinnering op het moment dat dit contact weer open is. Geeft een fout als dat moment niet te lezen is. */
export function bewaarMoment(naam, contact, titel) {
  const moment = momentVan(contact.weer_open);
  if (!moment) throw new Error(`geen moment: ${contact.weer_open}`);
  bewaarBestand(`${naam}.ics`, "text/calendar", ics(contact, moment, titel));
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
