// De server is weg: opnieuw proberen, de vaste routepagina van de school, en de landelijke nummers. Alles staat al in de bundel.
import { Component } from "preact";
import noodkaart from "../../noodkaart.nl.json";
import { contactenVan } from "../antwoord.js";
import { t } from "../teksten.js";
import { Link, NoodContact } from "./contact.js";
import { Pictogram } from "./pictogram.js";

export class Fout extends Component {
  /** Een ingestelde pagina tonen we altijd; de gewone plek alleen als die er is, want een dode link helpt niemand. */
  async componentDidMount() {
    const { gezet, gewoon } = this.props.route;
    this.setState({ route: gezet ?? ((await this.props.verkeer.bestaat(gewoon)) ? gewoon : null) });
  }

  render({ opnieuw }, { route }) {
    return (
      <div class="fout">
        <p role="alert">{t("fout.geen_antwoord")}</p>
        <div class="acties">
          <button type="button" class="keuze" onClick={opnieuw}>
            <Pictogram naam="arrow-right" />
            <span>{t("fout.weer")}</span>
          </button>
          <Link href={route} pic="map-pin" nieuw>{t("fout.route")}</Link>
        </div>
        <section class="kaart crisis noodlijst">
          <h3>{t("fout.intussen")}</h3>
          {contactenVan(noodkaart.custom).map((c) => <NoodContact key={c.naam} contact={c} />)}
        </section>
      </div>
    );
  }
}
