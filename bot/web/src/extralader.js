// Bewaren, voorlezen en praten staan in web/extra.js. Dat komt pas als de chat open is, zodat de knop er snel staat.
let adres;
let onderweg;

export const zetBasis = (basis) => (adres = new URL("web/extra.js", basis).href);

/** De functies van src/extra/index.js. Lukt het niet, dan probeert de volgende aanroep het opnieuw. */
export function laadExtra() {
  onderweg ??= import(adres).catch((fout) => {
    onderweg = undefined;
    throw fout;
  });
  return onderweg;
}
