// De hele route van een thema: de ladder als tabel met de mensen van de school, en wat een mentor moet weten.
import { contactenVan, contactRegel } from "../antwoord.js";
import { kopieer } from "../kopieer.js";
import { Tekening } from "../beeld/tekening.js";
import { bel, mail, web } from "../links.js";
import { padVan, voorStap, voorThema } from "../onderwerpen.js";
import { t } from "../teksten.js";
import { datum } from "../tijden.js";

const hoofdletter = (tekst) => String(tekst ?? "").replace(/^./, (l) => l.toUpperCase());
const alsLijst = (waarde) => (Array.isArray(waarde) ? waarde : waarde ? [waarde] : []);

function Contact({ contact }) {
  const telefoon = contact.telefoon && bel(contact.telefoon);
  const adres = contact.email && mail(contact.email);
  const site = !telefoon && !adres && web(contact.website);
  return (
    <li>
      <b>{contact.naam}</b>
      {contact.intern === true && <span class="intern">{t("mentor.intern")}</span>}
      {Array.isArray(contact.locaties) && <span>{contact.locaties.join(", ")}</span>}
      {contact.waar && <span>{contact.waar}</span>}
      {telefoon && <a href={telefoon}>{contact.telefoon}</a>}
      {adres && <a href={adres}>{contact.email}</a>}
      {site && <a href={site} target="_blank" rel="noopener noreferrer">{contact.website}</a>}
      {contact.open && <span class="klein">{contact.open.replace(/,(?=\S)/g, ", ")}</span>}
    </li>
  );
}

function Trede({ nummer }) {
  const [pic, naam] = voorStap(nummer);
  return naam ? <span class="trede"><Tekening pad={padVan(pic)} />{naam}</span> : null;
}

function Ladder({ stappen }) {
  return (
    <table>
      <caption>{t("mentor.ladder")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("mentor.stap")}</th>
          <th scope="col">{t("mentor.wie")}</th>
          <th scope="col">{t("mentor.student_leest")}</th>
          <th scope="col">{t("mentor.contact")}</th>
        </tr>
      </thead>
      <tbody>
        {stappen.map((stap, i) => {
          const contacten = contactenVan(stap);
          return (
            <tr key={stap.loket}>
              <td class="nr"><span>{i + 1}</span></td>
              <th scope="row">
                {hoofdletter(stap.loketnaam)}
                <Trede nummer={stap.stap} />
              </th>
              <td class="student" data-kop={t("mentor.student_leest")}>
                <q>{stap.reden}</q>
                {stap.hoger_als && <p class="hoger"><b>{t("mentor.hoger_kort")}</b> <q>{stap.hoger_als}</q></p>}
              </td>
              <td>
                {stap.landelijk && <p class="klein">{t("route.landelijk")}</p>}
                {contacten.length
                  ? <ul>{contacten.map((c) => <Contact key={contactRegel(c)} contact={c} />)}</ul>
                  : stap.loket !== "zelf" && <span class="klein">{t("mentor.geen_contact")}</span>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Blok({ naam, inhoud, genummerd, klas = "" }) {
  const punten = alsLijst(inhoud);
  if (!punten.length) return null;
  const Lijst = genummerd ? "ol" : "ul";
  return (
    <section class={`blok ${klas}`}>
      <h2>{t(`mentor.${naam}`)}</h2>
      {punten.length === 1 ? <p>{punten[0]}</p> : <Lijst>{punten.map((punt) => <li>{punt}</li>)}</Lijst>}
    </section>
  );
}

function Crisiscontact({ contact }) {
  const telefoon = contact?.telefoon && bel(contact.telefoon);
  return telefoon ? (
    <section class="blok gevaar">
      <h2>{t("mentor.crisis_contact")}</h2>
      <p><b>{contact.naam}</b> <a href={telefoon}>{contact.telefoon}</a> {contact.open}</p>
    </section>
  ) : null;
}

async function deel(knop, link) {
  if (await kopieer(link)) knop.firstChild.textContent = t("mentor.gedeeld");
}

const heeftIntern = (stappen) => stappen.some((stap) => contactenVan(stap).some((c) => c.intern === true));

export function Route({ route, kop, link }) {
  return (
    <article>
      <h1 tabIndex={-1} ref={kop}><Tekening pad={padVan(voorThema(route.thema))} />{route.naam}</h1>
      <p class="altijd">{t("mentor.altijd")}</p>
      <p class="knoppen">
        <button type="button" class="hoofd" onClick={() => window.print()}>{t("mentor.print")}</button>
        <button type="button" onClick={(e) => deel(e.currentTarget, link)}><span aria-live="polite">{t("mentor.deel")}</span></button>
      </p>
      {heeftIntern(alsLijst(route.stappen)) && <p class="letop">{t("mentor.intern_uitleg")}</p>}
      <Ladder stappen={alsLijst(route.stappen)} />
      <div class="blokken">
        <Crisiscontact contact={route.crisis_contact} />
        <Blok naam="crisis" inhoud={route.crisis} genummerd klas="gevaar" />
        <Blok naam="vraag_eerst" inhoud={route.vraag_eerst} />
        <Blok naam="signalen" inhoud={route.signalen} />
        <Blok naam="niet_doen" inhoud={route.niet_doen} />
        <Blok naam="delen" inhoud={route.delen} />
        <Blok naam="hoger_als" inhoud={route.hoger_als} />
      </div>
      <p class="klein voet">{t("mentor.gemaakt", { datum: datum(new Date().toISOString()) })}</p>
    </article>
  );
}
