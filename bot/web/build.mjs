// Bouwt dist/loketwijzer.js (chat) en dist/mentor.js (mentorpagina). Gebruik: npm ci && npm run build
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { minify } from "terser";
import { PICTOGRAMMEN } from "./src/pictogramnamen.js";

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

// Pictogrammen worden paden, geen HTML-tekst: zo is er nooit innerHTML nodig.
const iconen = {
  name: "iconen",
  setup(build) {
    build.onResolve({ filter: /^iconen$/ }, () => ({ path: "iconen", namespace: "iconen" }));
    build.onLoad({ filter: /.*/, namespace: "iconen" }, async () => {
      const set = {};
      for (const naam of PICTOGRAMMEN) {
        const svg = await readFile(new URL(`node_modules/lucide-static/icons/${naam}.svg`, import.meta.url), "utf8");
        const vormen = [...svg.matchAll(/<(\w+)\s([^>]*?)\/>/g)];
        set[naam] = vormen.map(([, tag, attributen]) => alsPad(tag, attributen)).join("");
      }
      return { contents: JSON.stringify(set), loader: "json" };
    });
  },
};

// Namen die alleen binnen de bundel bestaan, nooit in het contract, de opslag of de pagina: terser mag ze inkorten.
const EIGEN_NAMEN = new RegExp(
  "^(verkeer|opslag|voorlezer|gastheer|titelRef|luisteraars|volgnummer|voegToe|hervat|begroet|stelVraag|nieuweAfzender|" +
    "luister|alsStemmenKomen|spraak|wisselMenu|menuOpen|kenSchool|sluitChat|openChat|volgToetsenbord|geheugen|limiet|geopend|" +
    "zoeker|poging|verstuur|opnieuw|leest|hoofd|klas|stil|kort|beurt|laatste|stuk|teken|over|stem|traag|ontvang|" +
    "nuOpen|regel|zet|hoogte|gezien|extra|doe|pic|lijst|boven)$",
);
for (const bestand of ["teksten.nl.json", "noodkaart.nl.json"]) {
  const namen = (await readFile(new URL(bestand, import.meta.url), "utf8")).matchAll(/"(\w+)"\s*:/g);
  for (const [, naam] of namen) if (EIGEN_NAMEN.test(naam)) throw new Error(`${naam} staat in ${bestand} en mag niet worden ingekort`);
}

// CSS gaat als korte tekst de bundel in, voor adoptedStyleSheets.
const stijlen = {
  name: "stijlen",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const bron = await readFile(path, "utf8");
      const { code } = await esbuild.transform(bron, { loader: "css", minify: true });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

await rm(new URL("dist", import.meta.url), { recursive: true, force: true });
await esbuild.build({
  absWorkingDir: new URL(".", import.meta.url).pathname,
  entryPoints: { loketwijzer: "src/index.js", mentor: "src/mentor/index.js" },
  outdir: "dist",
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  loader: { ".js": "jsx" },
  jsxFactory: "h",
  jsxFragment: "Fragment",
  inject: ["src/jsx.js"],
  legalComments: "none",
  banner: { js: "/* Loketwijzer. Bevat Preact (MIT) en pictogrammen van Lucide (ISC). */" },
  plugins: [iconen, stijlen],
});
for (const naam of await readdir(new URL("dist", import.meta.url))) {
  const bestand = new URL(`dist/${naam}`, import.meta.url);
  const { code } = await minify(await readFile(bestand, "utf8"), {
    ecma: 2020, toplevel: true, mangle: { properties: { regex: EIGEN_NAMEN } }, compress: { passes: 3, unsafe_arrows: true }, format: { comments: /^ Loketwijzer/ },
  });
  await writeFile(bestand, code);
  const inhoud = Buffer.from(code);
  console.log(`${naam}: ${inhoud.length} bytes, ${gzipSync(inhoud, { level: 9 }).length} bytes gzip`);
}
