// Van Lucide (SVG) en knowledge/ (welk onderwerp krijgt welk pictogram) naar paden voor één <path>. Alleen voor build.mjs.
import { readdir, readFile } from "node:fs/promises";
import { parse } from "yaml";

const KENNIS = new URL("../../knowledge/", import.meta.url);
const ICONEN = new URL("node_modules/lucide-static/icons/", import.meta.url);

const getal = (attributen, naam) => Number(new RegExp(`(?:^|\\s)${naam}="([^"]*)"`).exec(attributen)?.[1] ?? 0);

/** "m6 6 12 12" wordt "M6 6l12 12": anders telt het begin vanaf het einde van het vorige pad. */
function absoluutBegin(pad) {
  return pad.replace(/^m\s*(-?[\d.]+)[ ,]?(-?[\d.]+)\s*(.?)/, (_, x, y, rest) => `M${x} ${y}${/[-\d.]/.test(rest) ? "l" : ""}${rest}`);
}

/** Elke vorm als pad: cirkels en rechthoeken ook. Eén tekst per pictogram houdt de bundel klein. */
function alsPad(tag, attributen) {
  const n = (naam) => getal(attributen, naam);
  if (tag === "path") return absoluutBegin(/\sd="([^"]*)"/.exec(` ${attributen}`)[1]);
  if (tag === "line") return `M${n("x1")} ${n("y1")}L${n("x2")} ${n("y2")}`;
  if (tag === "circle") return `M${n("cx") - n("r")} ${n("cy")}a${n("r")} ${n("r")} 0 1 0 ${2 * n("r")} 0a${n("r")} ${n("r")} 0 1 0-${2 * n("r")} 0`;
  if (tag === "rect") {
    const r = n("rx");
    const [b, h] = [n("width") - 2 * r, n("height") - 2 * r];
    return `M${n("x") + r} ${n("y")}h${b}a${r} ${r} 0 0 1 ${r} ${r}v${h}a${r} ${r} 0 0 1-${r} ${r}h-${b}a${r} ${r} 0 0 1-${r}-${r}v-${h}a${r} ${r} 0 0 1 ${r}-${r}`;
  }
  throw new Error(`Onbekende vorm in pictogram: ${tag}`);
}

/** Het pad van één pictogram. Een naam die Lucide niet kent, geeft een fout. */
export async function pad(naam) {
  const svg = await readFile(new URL(`${naam}.svg`, ICONEN), "utf8");
  return [...svg.matchAll(/<(\w+)\s([^>]*?)\/>/g)].map(([, tag, attributen]) => alsPad(tag, attributen)).join("");
}

const lees = async (bestand) => parse(await readFile(new URL(bestand, KENNIS), "utf8"));

async function leesThemas() {
  const bestanden = (await readdir(new URL("themas/", KENNIS))).filter((naam) => /^[a-z]\w*\.yaml$/.test(naam)).sort();
  return Promise.all(bestanden.map(async (naam) => [naam.replace(".yaml", ""), await lees(`themas/${naam}`)]));
}

/** {nummer: [pictogram, naam]}: gaat mee in de bundel, want de naam is tekst en mag niet later in beeld springen. */
export async function stappen() {
  const treden = Object.entries(await lees("stappen.yaml"));
  return Object.fromEntries(treden.map(([nummer, trede]) => [nummer, [trede.pictogram, trede.naam]]));
}

/**
 * {paden: {naam: pad}, themas: {id: naam}, groepen: {nummer: naam}, knoppen: {tekst: naam}}.
 * Een onderwerp met een pictogram dat niet bestaat, krijgt er geen; de bouw meldt het.
 */
export async function uitKennis() {
  const uit = { paden: {}, themas: {}, groepen: {}, knoppen: {} };
  const zet = async (naam, waar, doe) => {
    if (!naam) return;
    try {
      uit.paden[naam] ??= await pad(naam);
    } catch {
      console.warn(`${waar}: pictogram '${naam}' bestaat niet in Lucide. Kies een naam van lucide.dev.`);
      return;
    }
    doe();
  };
  for (const [nummer, groep] of Object.entries(await lees("groepen.yaml")))
    await zet(groep.pictogram, "knowledge/groepen.yaml", () => (uit.groepen[nummer] = uit.knoppen[groep.naam] = groep.pictogram));
  for (const [naam] of Object.values(await stappen())) await zet(naam, "knowledge/stappen.yaml", () => {});
  for (const [id, thema] of await leesThemas())
    await zet(thema.pictogram, `knowledge/themas/${id}.yaml`, () => (uit.themas[id] = uit.knoppen[thema.keuze] = thema.pictogram));
  return uit;
}
