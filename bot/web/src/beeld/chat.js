// Het hele scherm: kop, menu, gesprek, invoer. Regelt focus, schuiven, voorlezen en Snel weg.
import { Component } from "preact";
import noodkaart from "../../noodkaart.nl.json";
import { contactenVan } from "../antwoord.js";
import { web } from "../links.js";
import { driemaalShift, snelWeg } from "../snelweg.js";
import { t } from "../teksten.js";
import { Beurt } from "./beurt.js";
import { NoodContact } from "./contact.js";
import { Invoer } from "./invoer.js";
import { Kop, Menu } from "./kop.js";
import { Pictogram } from "./pictogram.js";
import { maakZoeker } from "./woorden.js";

const STANDAARD_WEG = "https://www.wikipedia.org/";

function Fout({ opnieuw }) {
  return (
    <div class="fout">
      <p role="alert">{t("fout.geen_antwoord")}</p>
      <button type="button" class="keuze" onClick={opnieuw}>
        <Pictogram naam="arrow-right" />
        <span>{t("fout.weer")}</span>
      </button>
      <section class="kaart crisis noodlijst">
        <h3>{t("fout.intussen")}</h3>
        {contactenVan(noodkaart.custom).map((c) => <NoodContact key={c.naam} contact={c} />)}
      </section>
    </div>
  );
}

export class Chat extends Component {
  state = { stand: this.props.gesprek.stand, menu: false, leest: null, stem: false, zoeker: null, adres: STANDAARD_WEG, naam: "" };

  componentDidMount() {
    const { gesprek, verkeer, voorlezer } = this.props;
    const zoekStem = () => this.setState({ stem: Boolean(voorlezer.stem()) });
    zoekStem();
    voorlezer.alsStemmenKomen(zoekStem);
    gesprek.luister((stand) => this.setState({ stand }));
    this.setState({ stand: gesprek.stand });
    driemaalShift(this.weg);
    verkeer.woorden().then((woorden) => this.setState({ zoeker: maakZoeker(woorden) }));
    if (gesprek.over.instelling) verkeer.instelling(gesprek.over.instelling).then((school) => this.kenSchool(school));
  }

  kenSchool({ naam, snel_weg: adres }) {
    this.setState({ naam, adres: web(adres) ?? STANDAARD_WEG });
  }

  /** Een nieuw antwoord begint bovenaan in beeld; de onderkant tonen zou de uitleg verstoppen. */
  componentDidUpdate(_, vorige) {
    const { stand } = this.state;
    if (stand === vorige.stand) return;
    const laatste = stand.beurten[stand.beurten.length - 1];
    const vak = this.veld;
    if (stand.bezig && laatste) vak.scrollTop = vak.scrollHeight;
    else if (laatste && (stand.fout || laatste !== this.gezien)) {
      const regel = vak.querySelector(`[data-beurt="${laatste.id}"]`);
      const eigen = regel.previousElementSibling?.querySelector(".ik");
      const begin = eigen?.offsetHeight * 6 < vak.clientHeight ? eigen : regel;
      if (regel.previousElementSibling) vak.scrollTop += begin.getBoundingClientRect().top - vak.getBoundingClientRect().top - 10;
    }
    this.gezien = laatste;
  }

  weg = () => snelWeg(this.props.opslag, this.props.voorlezer, this.state.adres);

  kies = (...keuze) => {
    this.props.voorlezer.stop();
    this.props.gesprek.kies(...keuze);
  };

  lees = (id, tekst) => {
    const { voorlezer } = this.props;
    if (this.state.leest === id) return voorlezer.stop();
    voorlezer.lees(tekst, () => this.setState({ leest: null }));
    this.setState({ leest: id });
  };

  typ = (tekst) => {
    this.props.voorlezer.stop();
    return this.props.gesprek.typ(tekst);
  };

  wis = () => {
    this.props.voorlezer.stop();
    this.setState({ menu: false });
    this.props.titelRef.current.focus();
    this.props.gesprek.wis(t("menu.wis_bericht"));
  };

  opnieuw = () => {
    this.props.titelRef.current.focus({ preventScroll: true });
    this.props.gesprek.opnieuw();
  };

  render({ gesprek, gastheer, sluit, titelRef }, { stand, menu, leest, stem, zoeker, adres, naam }) {
    const eind = stand.beurten[stand.beurten.length - 1];
    return (
      <div class={`chat maat${stand.maat}`} lang="nl">
        <Kop adres={adres} weg={this.weg} menuOpen={menu} wisselMenu={() => this.setState({ menu: !menu })} sluit={sluit} />
        <Menu open={menu} maat={(verschil) => gesprek.maat(verschil)} wis={this.wis} />
        <div class="veld" ref={(vak) => (this.veld = vak)}>
          <div class="intro">
            <h2 id="titel" tabIndex={-1} ref={titelRef}>{t("chat.titel")}</h2>
            {naam && <p class="school">{naam}</p>}
            <p class="klein">{t("chat.privacy")}</p>
          </div>
          <div class="log" role="log" aria-live="polite" aria-label={t("chat.gesprek")} tabIndex={0}>
            {stand.beurten.map((beurt) => (
              <Beurt key={beurt.id} beurt={beurt} laatste={beurt === eind && !stand.bezig} zoeker={zoeker}
                leest={leest === beurt.id} lees={stem && this.lees} kies={this.kies} gastheer={gastheer} />
            ))}
          </div>
          <p class="status" role="status">
            {stand.bezig && <><span class="stippen" aria-hidden="true"><i /><i /><i /></span>{t(stand.traag ? "chat.nog_bezig" : "chat.bezig")}</>}
          </p>
          {stand.fout && <Fout opnieuw={this.opnieuw} />}
        </div>
        <Invoer bezig={stand.bezig} verstuur={this.typ} />
      </div>
    );
  }
}
