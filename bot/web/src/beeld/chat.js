// Het hele scherm: kop, menu, gesprek, invoer. Regelt focus, schuiven, voorlezen en Snel weg.
import { Component } from "preact";
import { laadExtra } from "../extralader.js";
import { web } from "../links.js";
import { zetOnderwerpen } from "../onderwerpen.js";
import { driemaalShift, snelWeg } from "../snelweg.js";
import { t } from "../teksten.js";
import { Beurt } from "./beurt.js";
import { Fout } from "./fout.js";
import { Invoer } from "./invoer.js";
import { Kop, Menu } from "./kop.js";
import { maakZoeker } from "./woorden.js";

const STANDAARD_WEG = "https://www.wikipedia.org/";

export class Chat extends Component {
  state = { stand: this.props.gesprek.stand, menu: false, leest: null, stem: false, zoeker: null, adres: STANDAARD_WEG, naam: "" };

  componentDidMount() {
    const { gesprek, verkeer } = this.props;
    gesprek.luister((stand) => this.setState({ stand }));
    this.setState({ stand: gesprek.stand });
    driemaalShift(this.weg);
    laadExtra().then((extra) => this.kanGeluid(extra), () => {});
    verkeer.onderwerpen().then((onderwerpen) => {
      zetOnderwerpen(onderwerpen);
      this.setState({ onderwerpen });
    });
    verkeer.woorden().then((woorden) => this.setState({ zoeker: maakZoeker(woorden) }));
    if (gesprek.over.instelling) verkeer.instelling(gesprek.over.instelling).then((school) => this.kenSchool(school));
  }

  /** Voorlezen en praten bestaan alleen als dit apparaat het zelf kan. */
  async kanGeluid({ Voorlezer, Luisteraar }) {
    const voorlezer = (this.voorlezer = new Voorlezer());
    const zoekStem = () => this.setState({ stem: Boolean(voorlezer.stem()) });
    zoekStem();
    voorlezer.alsStemmenKomen(zoekStem);
    let luisteraar = null;
    this.props.geluid.stop = () => {
      voorlezer.stop();
      luisteraar?.stop();
    };
    luisteraar = await Luisteraar.maak();
    this.setState({ luisteraar });
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

  weg = () => snelWeg(this.props.opslag, this.props.geluid, this.state.adres);

  kies = (...keuze) => {
    this.props.geluid.stop();
    this.props.gesprek.kies(...keuze);
  };

  lees = (id, tekst) => {
    const wasBezig = this.state.leest === id;
    this.props.geluid.stop();
    if (wasBezig) return;
    this.voorlezer.lees(tekst, () => this.setState({ leest: null }));
    this.setState({ leest: id });
  };

  typ = (tekst) => {
    this.props.geluid.stop();
    return this.props.gesprek.typ(tekst);
  };

  wis = () => {
    this.props.geluid.stop();
    this.setState({ menu: false });
    this.props.titelRef.current.focus();
    this.props.gesprek.wis(t("menu.wis_bericht"));
  };

  opnieuw = () => {
    this.props.titelRef.current.focus({ preventScroll: true });
    this.props.gesprek.opnieuw();
  };

  render({ gesprek, verkeer, geluid, gastheer, sluit, titelRef, route }, { stand, menu, leest, stem, luisteraar, zoeker, onderwerpen, adres, naam }) {
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
          <div class="log" role="log" aria-live={stand.levend ? "polite" : "off"} aria-label={t("chat.gesprek")} tabIndex={0}>
            {stand.beurten.map((beurt) => (
              <Beurt key={beurt.id} beurt={beurt} laatste={beurt === eind && !stand.bezig} zoeker={zoeker} onderwerpen={onderwerpen}
                leest={leest === beurt.id} lees={stem && this.lees} kies={this.kies} gastheer={gastheer} />
            ))}
          </div>
          <p class="status" role="status">
            {stand.bezig && stand.wacht > 0 && (
              <><span class="stippen" aria-hidden="true"><i /><i /><i /></span>{t(stand.wacht > 1 ? "chat.nog_bezig" : "chat.bezig")}</>
            )}
          </p>
          {stand.fout && <Fout opnieuw={this.opnieuw} route={route} verkeer={verkeer} />}
        </div>
        <Invoer bezig={stand.bezig} verstuur={this.typ} luisteraar={luisteraar} geluid={geluid} />
      </div>
    );
  }
}
