// De vaste rij bovenaan: 112, 113, Snel weg, menu en sluiten. Blijft altijd in beeld, ook met het toetsenbord open.
import { t } from "../teksten.js";
import { Pictogram } from "./pictogram.js";

function Nummer({ nummer }) {
  return (
    <a class={`kopknop nummer n${nummer}`} href={`tel:${nummer}`}>
      <Pictogram naam="phone" />
      <span aria-hidden="true">
        <b>{nummer}</b>
        <small>{t(`hulp.${nummer}`)}</small>
      </span>
      <span class="sr">{t(`hulp.${nummer}_lang`)}</span>
    </a>
  );
}

export function Kop({ adres, weg, menuOpen, wisselMenu, sluit }) {
  const ga = (e) => {
    e.preventDefault();
    weg();
  };
  return (
    <header class="kop">
      <nav class="hulp" aria-label={t("hulp.balk")}>
        <Nummer nummer="112" />
        <Nummer nummer="113" />
      </nav>
      <a class="kopknop weg" href={adres} rel="noreferrer" onClick={ga}>
        <Pictogram naam="log-out" />
        <span>{t("snelweg.knop")}</span>
      </a>
      <button type="button" class="kopknop" aria-expanded={menuOpen ? "true" : "false"} aria-controls="menu" onClick={wisselMenu}>
        <Pictogram naam="menu" />
        <small>{t("chat.menu")}</small>
      </button>
      {sluit && (
        <button type="button" class="kopknop" onClick={sluit}>
          <Pictogram naam="x" />
          <small>{t("chat.sluit")}</small>
        </button>
      )}
    </header>
  );
}

export function Menu({ open, maat, wis }) {
  return (
    <div id="menu" class="menu" hidden={!open}>
      <div class="letters" role="group" aria-label={t("menu.letters")}>
        <span>{t("menu.letters")}</span>
        <button type="button" class="actie" onClick={() => maat(-1)}>
          <span aria-hidden="true">A−</span>
          <span class="sr">{t("menu.kleiner")}</span>
        </button>
        <button type="button" class="actie" onClick={() => maat(1)}>
          <span aria-hidden="true">A+</span>
          <span class="sr">{t("menu.groter")}</span>
        </button>
      </div>
      <button type="button" class="actie" onClick={wis}>
        <Pictogram naam="x" />
        {t("menu.wis")}
      </button>
      <p class="klein">{t("snelweg.uitleg")} {t("snelweg.eerlijk")}</p>
    </div>
  );
}
