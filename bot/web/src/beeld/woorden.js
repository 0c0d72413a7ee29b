// Een moeilijk woord krijgt stippels; een tik erop toont de uitleg onder de alinea.
import { Component } from "preact";

const ontsnap = (woord) => woord.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** {woord: uitleg} → zoeker die een tekst in stukken knipt, of null als er niets uit te leggen is. */
export function maakZoeker(uitleg) {
  const woorden = Object.keys(uitleg).filter((w) => w && typeof uitleg[w] === "string");
  if (!woorden.length) return null;
  woorden.sort((a, b) => b.length - a.length);
  const patroon = new RegExp(`(?<![\\p{L}\\p{N}])(${woorden.map(ontsnap).join("|")})(?![\\p{L}\\p{N}])`, "giu");
  const klein = new Map(woorden.map((w) => [w.toLowerCase(), uitleg[w]]));
  return (tekst) => {
    const gehad = new Set();
    return tekst.split(patroon).map((stuk) => {
      const sleutel = stuk.toLowerCase();
      if (!klein.has(sleutel) || gehad.has(sleutel)) return { stuk };
      gehad.add(sleutel);
      return { stuk, uitleg: klein.get(sleutel) };
    });
  };
}

/** Een nummer breekt niet af bij een streepje of spatie, en staat ook tussen Arabisch in de goede volgorde. */
const metNummers = (stuk) =>
  stuk.split(/(\d[\d -]{6,}\d)/).map((deel, i) => (i % 2 ? <span class="heel" dir="ltr">{deel}</span> : deel));

let teller = 0;

export class Alinea extends Component {
  id = `woord${(teller += 1)}`;

  render({ tekst, zoeker, taal }, { open }) {
    const stukken = zoeker ? zoeker(tekst) : [{ stuk: tekst }];
    const wissel = (i) => this.setState({ open: open === i ? undefined : i });
    return (
      <>
        <p class="bel" dir="auto" lang={taal}>
          {stukken.map(({ stuk, uitleg }, i) =>
            uitleg ? (
              <button type="button" class="woord" aria-expanded={String(open === i)} aria-controls={this.id} onClick={() => wissel(i)}>
                {stuk}
              </button>
            ) : metNummers(stuk),
          )}
        </p>
        <p id={this.id} class="uitleg" role="status" hidden={!stukken[open]}>
          {stukken[open] && <><b>{stukken[open].stuk}</b>: {stukken[open].uitleg}</>}
        </p>
      </>
    );
  }
}
