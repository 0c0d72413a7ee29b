// Eén contact: wie, open of niet, en alles waarmee je deze persoon bereikt.
import { plekVan } from "../antwoord.js";
import { bel, mail, web, whatsapp } from "../links.js";
import { laadExtra } from "../extralader.js";
import { t } from "../teksten.js";
import { datum } from "../tijden.js";
import { Open } from "./open.js";
import { Pictogram } from "./pictogram.js";

const IN_BEELD = 3;

/** Een link naar buiten opent in een nieuw tabblad, zodat de chat blijft staan. */
export function Link({ href, pic, children, hoofd, klas = "", over, nieuw }) {
  if (!href) return null;
  const buiten = nieuw || href.startsWith("https:");
  const extra = buiten ? { target: "_blank", rel: "noopener noreferrer" } : {};
  return (
    <a class={`actie ${hoofd ? "hoofd" : ""} ${klas}`} href={href} {...extra}>
      <Pictogram naam={pic} />
      <span>
        {children}
        {(over || buiten) && <span class="sr"> {[over, buiten && `(${t("kaart.nieuw_venster")})`].filter(Boolean).join(" ")}</span>}
      </span>
    </a>
  );
}

/**
 * De acties in volgorde van wat een student het eerst nodig heeft; de eerste is de grote knop. Wie nu dicht is, neemt
 * de telefoon niet op: dan gaat schrijven voor.
 */
function acties(contact) {
  const naam = contact.naam;
  const bellen = { href: contact.telefoon && bel(contact.telefoon), pic: "phone", tekst: t("kaart.bel", { nummer: contact.telefoon }), over: naam };
  const chatten = { href: contact.chat && web(contact.chat), pic: "message-square", tekst: t("kaart.chat"), over: naam };
  const schrijven = [
    { href: contact.whatsapp && whatsapp(contact.whatsapp), pic: "message-square", tekst: t("kaart.whatsapp"), over: naam },
    { href: contact.email && mail(contact.email), pic: "mail", tekst: t("kaart.mail"), over: naam },
  ];
  return [
    contact.nu_open !== false && bellen,
    contact.chat_nu_open !== false && chatten,
    ...schrijven,
    contact.nu_open === false && bellen,
    contact.chat_nu_open === false && chatten,
    { href: contact.website && web(contact.website), pic: "globe", tekst: t("kaart.website"), over: naam },
    { href: contact.kaart && web(contact.kaart), pic: "map-pin", tekst: t("kaart.kaart") },
  ].filter((a) => a && a.href);
}

const Acties = ({ lijst, hoofd }) =>
  lijst.map((a, i) => <Link href={a.href} pic={a.pic} over={a.over} hoofd={hoofd && i === 0}>{a.tekst}</Link>);

export function Contact({ contact, rol, kort }) {
  const lijst = acties(contact);
  const gezien = datum(contact.gecontroleerd_op);
  const meer = lijst.length > IN_BEELD || !kort;
  return (
    <div class="contact">
      <p class="naam">{contact.naam}</p>
      <Open contact={contact} />
      {plekVan(contact) && (
        <p class="waar">
          <Pictogram naam="map-pin" />
          <span>{plekVan(contact)}</span>
        </p>
      )}
      {contact.talen && <p>{t("kaart.talen")}: {[].concat(contact.talen).join(", ")}</p>}
      {contact.kosten && <p>{contact.kosten}</p>}
      <div class="acties"><Acties lijst={lijst.slice(0, IN_BEELD)} hoofd /></div>
      {meer && (
        <details>
          <summary>{t(kort ? "kaart.meer_manieren" : "kaart.bewaren")}</summary>
          <div class="acties">
            <Acties lijst={lijst.slice(IN_BEELD)} />
            {!kort && <Bewaar contact={contact} rol={rol} />}
          </div>
        </details>
      )}
      {gezien && !kort && <p class="klein">{t("kaart.gecontroleerd", { datum: gezien })}</p>}
    </div>
  );
}

/** Een knop die iets bewaart of kopieert. De uitkomst staat daarna op de knop zelf. */
export function Doe({ pic, tekst, doe, klaar }) {
  const druk = async ({ currentTarget: knop }) => {
    const toon = (uitkomst) => (knop.lastChild.textContent = uitkomst);
    try {
      if ((await doe(knop)) !== false && klaar) toon(klaar);
    } catch {
      toon(t("fout.kan_niet"));
    }
  };
  return (
    <button type="button" class="actie" onClick={druk}>
      <Pictogram naam={pic} />
      <span>{tekst}</span>
    </button>
  );
}

export const BewaarContact = ({ contacten, rol }) => (
  <Doe pic="download" tekst={t("kaart.bewaar_contact")}
    doe={async () => (await laadExtra()).bewaarContacten(t("kaart.bestand"), contacten, rol)} />
);

function Bewaar({ contact, rol }) {
  return (
    <>
      <BewaarContact contacten={[contact]} rol={rol} />
      {contact.weer_open && (
        <Doe pic="calendar" tekst={t("kaart.agenda")}
          doe={async () => (await laadExtra()).bewaarMoment(t("kaart.bestand"), contact, t("kaart.agenda_titel"))} />
      )}
    </>
  );
}

/** In nood telt één ding: een grote knop om te bellen, en een om te chatten. */
export function NoodContact({ contact }) {
  const tel = contact.telefoon && bel(contact.telefoon);
  const chat = contact.chat && web(contact.chat);
  const site = !chat && contact.website && web(contact.website);
  const isNummer = contact.naam === contact.telefoon;
  return (
    <div class="nood">
      {!isNummer && (
        <p class="naam">
          {contact.naam}
          {contact.open === "dag en nacht" && <span class="altijd">{t("crisis.altijd")}</span>}
        </p>
      )}
      <Link href={tel} pic="phone" hoofd klas={contact.telefoon === "112" ? "groot rood" : "groot"} over={isNummer ? "" : contact.naam}>
        {t("crisis.bel", { nummer: contact.telefoon })}
      </Link>
      <Link href={chat} pic="message-square" klas="groot">{t("crisis.chat", { naam: contact.naam.split(" ")[0] })}</Link>
      <Link href={site} pic="globe" over={contact.naam}>{t("crisis.site")}</Link>
    </div>
  );
}
