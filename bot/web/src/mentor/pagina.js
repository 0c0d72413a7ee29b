// Het scherm van de mentorpagina. Het adres (?thema=x) bepaalt wat er staat, dus een link delen werkt vanzelf.
import { Component, createRef } from "preact";
import { Tekening } from "../beeld/tekening.js";
import { padVan, voorGroep, voorThema, zetOnderwerpen } from "../onderwerpen.js";
import { t } from "../teksten.js";
import { Route } from "./route.js";
import { zoek } from "./routes.js";

const themaUitAdres = () => new URLSearchParams(location.search).get("thema");

function Zoeken({ groepen, vraag, typ, kies }) {
  const gevonden = zoek(groepen, vraag);
  const aantal = gevonden.reduce((som, groep) => som + groep.themas.length, 0);
  return (
    <>
      <form class="zoek" role="search" onSubmit={(e) => { e.preventDefault(); if (aantal === 1) kies(gevonden[0].themas[0].id); }}>
        <label for="zoek">{t("mentor.zoek")}</label>
        <input id="zoek" type="search" value={vraag} placeholder={t("mentor.zoek_hint")} autocomplete="off"
          onInput={(e) => typ(e.currentTarget.value)} />
        <p role="status" class="klein">
          {vraag && (aantal ? t("mentor.gevonden", { aantal }) : t("mentor.niets"))}
        </p>
      </form>
      <h2>{t("mentor.groepen")}</h2>
      <div class="groepen">
        {(aantal ? gevonden : groepen).map((groep) => (
          <section key={groep.nummer}>
            <h3><Tekening pad={padVan(voorGroep(groep.nummer))} />{groep.naam}</h3>
            <ul>
              {groep.themas.map((thema) => (
                <li key={thema.id}>
                  <a href={`?thema=${encodeURIComponent(thema.id)}`} onClick={(e) => { e.preventDefault(); kies(thema.id); }}>
                    <Tekening pad={padVan(voorThema(thema.id))} />
                    <span>{thema.naam}</span>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

export class Mentorpagina extends Component {
  state = { thema: themaUitAdres(), groepen: null, route: null, fout: null, vraag: "", naam: "" };
  kop = createRef();

  componentDidMount() {
    const { routes } = this.props;
    window.addEventListener("popstate", () => this.toon(themaUitAdres()));
    window.addEventListener("hashchange", this.nieuwBewijs);
    routes.onderwerpen().then((onderwerpen) => {
      zetOnderwerpen(onderwerpen);
      this.forceUpdate();
    });
    routes.naam().then((naam) => this.setState({ naam }));
    this.haalGroepen();
    if (this.state.thema) this.toon(this.state.thema);
  }

  haalGroepen() {
    this.props.routes.groepen().then(
      (groepen) => this.setState({ groepen }),
      () => this.setState({ fout: "mentor.fout" }),
    );
  }

  async toon(thema) {
    this.setState({ thema, route: null, fout: null });
    if (!thema) return;
    try {
      const route = await this.props.routes.route(thema);
      if (this.state.thema === thema) this.setState({ route }, () => this.kop.current?.focus());
    } catch (fout) {
      const geenToegang = fout.status === 401 || fout.status === 403;
      if (this.state.thema === thema) this.setState({ fout: geenToegang ? "mentor.geen_toegang" : "mentor.fout" });
    }
  }

  /** Het portaal opent dezelfde pagina met een vers bewijs: dan laadt de browser niet opnieuw. */
  nieuwBewijs = () => {
    const bewijs = this.props.neemBewijs();
    if (bewijs !== null) this.toonMet(bewijs);
  };

  toonMet(bewijs) {
    this.props.routes.bewijs = bewijs;
    this.toon(this.state.thema);
  }

  kies = (thema) => {
    history.pushState(null, "", thema ? `?thema=${encodeURIComponent(thema)}` : location.pathname);
    window.scrollTo(0, 0);
    this.toon(thema);
  };

  opnieuw = () => {
    this.setState({ fout: null });
    if (!this.state.groepen) this.haalGroepen();
    this.toon(this.state.thema);
  };

  render({ routes }, { thema, groepen, route, fout, vraag, naam }) {
    return (
      <>
        <header class="paginakop">
          <p class="merk">{naam ? t("mentor.bij", { naam }) : routes.instelling}</p>
          {!thema && <h1>{t("mentor.titel")}</h1>}
        </header>
        {fout && (
          <div class="fout">
            <p role="alert">{t(fout)} {t("mentor.fout_hulp")}</p>
            {fout === "mentor.geen_toegang"
              ? <button type="button" onClick={() => this.toonMet(null)}>{t("mentor.zonder")}</button>
              : <button type="button" onClick={this.opnieuw}>{t("mentor.weer")}</button>}
          </div>
        )}
        {thema && <p class="terug"><a href={location.pathname} onClick={(e) => { e.preventDefault(); this.kies(null); }}>← {t("mentor.terug")}</a></p>}
        {thema && !route && !fout && <p role="status">{t("mentor.laden")}</p>}
        {thema && route && <Route route={route} kop={this.kop} link={`${location.origin}${location.pathname}?thema=${encodeURIComponent(thema)}`} />}
        {!thema && groepen && <Zoeken groepen={groepen} vraag={vraag} typ={(tekst) => this.setState({ vraag: tekst })} kies={this.kies} />}
      </>
    );
  }
}
