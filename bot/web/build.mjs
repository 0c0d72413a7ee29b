// Bouwt dist/: loketwijzer.js (chat), mentor.js (mentorpagina), extra.js (wat de chat pas na het openen haalt) en
// pictogrammen.json. Gebruik: npm ci && npm run build
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { minify } from "terser";
import { pad, stappen, uitKennis } from "./pictogrammen.mjs";
import { LATER, PICTOGRAMMEN } from "./src/pictogramnamen.js";

const DIST = new URL("dist/", import.meta.url);

// Pictogrammen worden paden, geen HTML-tekst: zo is er nooit innerHTML nodig.
const iconen = {
  name: "iconen",
  setup(build) {
    build.onResolve({ filter: /^(iconen|stappen)$/ }, ({ path }) => ({ path, namespace: "gemaakt" }));
    build.onLoad({ filter: /^iconen$/, namespace: "gemaakt" }, async () => {
      const paren = await Promise.all(PICTOGRAMMEN.map(async (naam) => [naam, await pad(naam)]));
      return { contents: JSON.stringify(Object.fromEntries(paren)), loader: "json" };
    });
    build.onLoad({ filter: /^stappen$/, namespace: "gemaakt" }, async () => ({ contents: JSON.stringify(await stappen()), loader: "json" }));
  },
};

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

const gemeen = {
  absWorkingDir: new URL(".", import.meta.url).pathname,
  outdir: "dist",
  bundle: true,
  minify: true,
  target: "es2022",
  charset: "utf8",
  loader: { ".js": "jsx" },
  jsxFactory: "h",
  jsxFragment: "Fragment",
  inject: ["src/jsx.js"],
  legalComments: "none",
  banner: { js: "/* Loketwijzer. Bevat Preact (MIT) en pictogrammen van Lucide (ISC). */" },
  plugins: [iconen, stijlen],
};

await rm(DIST, { recursive: true, force: true });
await mkdir(DIST);
await esbuild.build({ ...gemeen, format: "iife", entryPoints: { loketwijzer: "src/index.js", mentor: "src/mentor/index.js" } });
await esbuild.build({ ...gemeen, format: "esm", inject: [], entryPoints: { extra: "src/extra/index.js" } });
const onderwerpen = await uitKennis();
for (const naam of LATER) onderwerpen.paden[naam] = await pad(naam);
await writeFile(new URL("pictogrammen.json", DIST), JSON.stringify(onderwerpen));

for (const naam of (await readdir(DIST)).sort()) {
  const bestand = new URL(naam, DIST);
  let inhoud = await readFile(bestand, "utf8");
  if (naam.endsWith(".js")) {
    const opties = { ecma: 2020, toplevel: true, compress: { passes: 3, unsafe_arrows: true }, format: { comments: /^ Loketwijzer/ } };
    inhoud = (await minify(inhoud, { ...opties, module: naam === "extra.js" })).code;
    await writeFile(bestand, inhoud);
  }
  const bytes = Buffer.from(inhoud);
  console.log(`${naam}: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} bytes gzip`);
}
