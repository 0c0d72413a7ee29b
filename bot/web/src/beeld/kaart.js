// De kaart van een antwoord: één tekening per soort uit het contract. Een onbekende soort toont alleen de tekst.
import { Component } from "preact";
import { contactenVan, contactRegel } from "../antwoord.js";
import { laadExtra } from "../extralader.js";
import { kopieer } from "../kopieer.js";
import { voorKaart, voorStap } from "../onderwerpen.js";
import { t } from "../teksten.js";
import { BewaarContact, Contact, Doe, NoodContact } from "./contact.js";
import { Pictogram } from "./pictogram.js";

const MAX_IN_BEELD = 3;
const hoofdletter = (tekst) => String(tekst ?? "").replace(/^./, (l) => l.toUpperCase());

export function Contacten({ contacten, rol, kort }) {
  const toon = (lijst) => lijst.map((c) => <Contact key={contactRegel(c)} contact={c} rol={rol} kort={kort} />);
  const rest = contacten.slice(MAX_IN_BEELD);
  return (
    <>
      {toon(contacten.slice(0, MAX_IN_BEELD))}
      {rest.length > 0 && (
        <details>
          <summary>{t("kaart.meer", { aantal: contacten.length })}</summary>
          {toon(rest)}
        </details>
      )}
    </>
  );
}

const Kopieer = ({ tekst }) => (
  <Doe pic="copy" tekst={t("kaart.kopieer")} doe={(knop) => kopieer(tekst, knop.parentNode)} klaar={t("kaart.gekopieerd")} />
);

function Zin({ kop, zin }) {
  if (!zin) return null;
  return (
    <div class="zin">
      <p class="label">{kop}</p>
      <blockquote>{zin}</blockquote>
      <Kopieer tekst={zin} />
    </div>
  );
}

function Kop({ naam, kaart, boven }) {
  if (!naam) return null;
  return (
    <header class="kaartkop">
      <Pictogram naam={voorKaart(kaart)} />
      <h3>
        {boven && <span class="label">{boven}</span>}
        {hoofdletter(naam)}
      </h3>
    </header>
  );
}

/** Waar deze hulp op de ladder staat: dichtbij, op school of daarbuiten. */
function Trede({ nummer }) {
  const [pic, naam] = voorStap(nummer);
  return naam ? <p class="trede"><Pictogram naam={pic} />{naam}</p> : null;
}

function Verwijzing({ kaart }) {
  const ookNu = contactenVan({ contacten: kaart.ook_nu });
  const contacten = contactenVan(kaart);
  return (
    <section class="kaart">
      {kaart.loket !== "zelf" && (
        <>
          <Kop naam={kaart.loketnaam} kaart={kaart} boven={t("kaart.ga_naar")} />
          <Trede nummer={kaart.stap} />
        </>
      )}
      <Contacten contacten={contacten} rol={kaart.loketnaam} />
      <Zin kop={t("kaart.zeggen")} zin={kaart.eerste_zin} />
      {ookNu.length > 0 && (
        <div class="ooknu">
          <h4>{t("kaart.ook_nu")}</h4>
          <Contacten contacten={ookNu} kort />
        </div>
      )}
    </section>
  );
}

function Crisis({ kaart }) {
  return (
    <section class="kaart crisis">
      <h3>{t("crisis.titel")}</h3>
      {contactenVan(kaart).map((c) => <NoodContact key={c.naam} contact={c} />)}
    </section>
  );
}

const ALTIJD = [{ naam: "112", telefoon: "112" }, { naam: "113", telefoon: "113" }];

function Veiligheidsvraag() {
  return (
    <section class="kaart crisis naast">
      {ALTIJD.map((c) => <NoodContact key={c.naam} contact={c} />)}
    </section>
  );
}

/** Wat de tekst al zei, herhaalt de kaart niet: alleen wat iemand verder kan willen weten. */
const UITLEG = ["wat_niet", "voor_wie", "afspraak", "kosten"];

function UitlegLoket({ kaart, alineas }) {
  const gezegd = alineas.join(" ");
  const meer = UITLEG.filter((veld) => kaart.uitleg?.[veld] && !gezegd.includes(kaart.uitleg[veld]));
  const contacten = contactenVan(kaart);
  if (!meer.length && !contacten.length) return null;
  return (
    <section class="kaart">
      <Kop naam={kaart.loketnaam} kaart={kaart} />
      <Contacten contacten={contacten} rol={kaart.loketnaam} />
      {meer.length > 0 && (
        <details>
          <summary>{t("kaart.meer_weten")}</summary>
          {meer.map((veld) => (
            <div class="veldje">
              <p class="label">{t(`kaart.${veld}`)}</p>
              <p>{kaart.uitleg[veld]}</p>
            </div>
          ))}
        </details>
      )}
      {gezegd.includes(kaart.eerste_zin) && <Zin kop={t("kaart.zeggen")} zin={kaart.eerste_zin} />}
      {gezegd.includes(kaart.eerste_mail) && <Zin kop={t("kaart.schrijven")} zin={kaart.eerste_mail} />}
    </section>
  );
}

function Kaartje({ kaart, gastheer }) {
  const contacten = contactenVan(kaart);
  const tekst = [
    t("kaart.kaartje"),
    `${t("kaart.wie")}: ${hoofdletter(kaart.loketnaam)}`,
    ...contacten.map(contactRegel),
    kaart.eerste_zin && `${t("kaart.zeggen")}: ${kaart.eerste_zin}`,
  ].filter(Boolean).join("\n");
  return (
    <section class="kaart kaartje">
      <Kop naam={kaart.loketnaam} kaart={kaart} boven={t("kaart.kaartje")} />
      {contacten.map((c) => <Contact key={contactRegel(c)} contact={c} kort />)}
      {kaart.eerste_zin && (
        <div class="zin">
          <p class="label">{t("kaart.zeggen")}</p>
          <blockquote>{kaart.eerste_zin}</blockquote>
        </div>
      )}
      <div class="acties geenprint">
        <Kopieer tekst={tekst} />
        <Doe pic="printer" tekst={t("kaart.print")} doe={async () => (await laadExtra()).printKaartje(gastheer)} />
        <Doe pic="download" tekst={t("kaart.bewaar_tekst")} doe={async () => (await laadExtra()).bewaarTekst(t("kaart.bestand"), tekst)} />
        {contacten.length > 0 && <BewaarContact contacten={contacten} rol={kaart.loketnaam} />}
      </div>
    </section>
  );
}

function Lijst({ kaart }) {
  const contacten = contactenVan(kaart);
  return contacten.length > 0 && <section class="kaart"><Contacten contacten={contacten} rol={kaart.loketnaam} kort /></section>;
}

function Route({ kaart }) {
  const stappen = Array.isArray(kaart.stappen) ? kaart.stappen : [];
  return (
    <section class="kaart">
      <Kop naam={t("route.titel", { naam: kaart.naam })} kaart={kaart} />
      <ol class="ladder">
        {stappen.map((stap) => (
          <li key={stap.loket}>
            <p class="naam">{hoofdletter(stap.loketnaam)}</p>
            <Trede nummer={stap.stap} />
            {stap.reden && <p>{stap.reden}</p>}
            {stap.landelijk && <p class="klein">{t("route.landelijk")}</p>}
            <Contacten contacten={contactenVan(stap)} rol={stap.loketnaam} kort />
            {stap.hoger_als && <p class="klein">{t("route.hoger")}: {stap.hoger_als}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

const SOORTEN = {
  verwijzing: Verwijzing, crisis: Crisis, veiligheidsvraag: Veiligheidsvraag, uitleg_loket: UitlegLoket,
  kaartje: Kaartje, bereikbaar: Lijst, einde_route: Lijst, gesprek: Lijst, route: Route,
};

/** Een kaart die niet te tekenen is, mag het gesprek nooit breken: dan blijft de tekst staan. */
export class Kaart extends Component {
  static getDerivedStateFromError() {
    return { mislukt: true };
  }

  render({ kaart, alineas, gastheer }, { mislukt }) {
    const Soort = !mislukt && kaart && Object.hasOwn(SOORTEN, kaart.soort) && SOORTEN[kaart.soort];
    return Soort ? <Soort kaart={kaart} alineas={alineas} gastheer={gastheer} /> : null;
  }
}
