// Eén beurt in het gesprek. Van de bot: tekst, dan kaart, dan knoppen. Van de student: een tekstballon.
import { Component } from "preact";
import { alsTekst } from "../antwoord.js";
import { t } from "../teksten.js";
import { voorKnop } from "../onderwerpen.js";
import { Kaart } from "./kaart.js";
import { Pictogram } from "./pictogram.js";
import { Alinea } from "./woorden.js";

function Knoppen({ bericht, nr, beurt, laatste, kies }) {
  const gekozen = beurt.gekozen?.[0] === nr ? beurt.gekozen[1] : null;
  if (!bericht.knoppen.length || (gekozen === null && (!laatste || beurt.gekozen))) return null;
  return (
    <div class={gekozen === null ? "knoppen" : "knoppen gekozen"} role="group" aria-label={gekozen === null ? t("chat.kies") : undefined}>
      {bericht.knoppen.map((knop, i) => {
        if (gekozen === null) {
          return (
            <button key={i} type="button" class="keuze" onClick={() => kies(beurt.id, nr, i)}>
              <Pictogram naam={voorKnop(knop, bericht.kaart, i)} />
              <span>{knop.titel}</span>
            </button>
          );
        }
        // Dezelfde knop blijft in de pagina staan, zodat de focus niet wegvalt.
        return i === gekozen && (
          <button key={i} type="button" class="keuze ik" aria-disabled="true" tabIndex={-1}>
            <span><span class="sr">{t("chat.jij")} </span>{knop.titel}</span>
          </button>
        );
      })}
    </div>
  );
}

function Voorlees({ id, berichten, leest: bezig, lees }) {
  return (
    <button type="button" class="voorlees" onClick={() => lees(id, alsTekst(berichten))}>
      <Pictogram naam={bezig ? "square" : "volume-1"} />
      {t(bezig ? "voorlezen.stop" : "voorlezen.lees")}
    </button>
  );
}

export class Beurt extends Component {
  /** Alleen opnieuw tekenen als er iets aan deze beurt veranderde: zo blijft een lang gesprek snel. */
  shouldComponentUpdate(volgende) {
    return Object.keys(volgende).some((naam) => this.props[naam] !== volgende[naam]);
  }

  render({ beurt, laatste, zoeker, leest, lees, kies, gastheer }) {
    if (beurt.van === "ik") {
      return (
        <div class="beurt vanmij" data-beurt={beurt.id}>
          <p class="bel ik" dir="auto"><span class="sr">{t("chat.jij")} </span>{beurt.tekst}</p>
        </div>
      );
    }
    const einde = beurt.berichten.length - 1;
    return (
      <div class="beurt" data-beurt={beurt.id}>
        <span class="sr">{t("chat.bot")}</span>
        {beurt.berichten.map((bericht, nr) => (
          <div class="bericht">
            {bericht.alineas.map((alinea) => <Alinea tekst={alinea} zoeker={zoeker} taal={bericht.kaart?.taal} />)}
            <Kaart kaart={bericht.kaart} alineas={bericht.alineas} gastheer={gastheer} />
            {nr === einde && lees && <Voorlees id={beurt.id} berichten={beurt.berichten} leest={leest} lees={lees} />}
            <Knoppen bericht={bericht} nr={nr} beurt={beurt} laatste={laatste} kies={kies} />
          </div>
        ))}
      </div>
    );
  }
}
