// <loketwijzer-chat>: het element dat op elke pagina past. Eigen schaduwboom, eigen stijl, niets van het portaal lekt in.
import { render } from "preact";
import { Chat } from "./beeld/chat.js";
import { Pictogram } from "./beeld/pictogram.js";
import { zetBasis } from "./extralader.js";
import { Gesprek } from "./gesprek.js";
import { routePagina } from "./links.js";
import { TabOpslag } from "./opslag.js";
import chatStijl from "./stijl/chat.css";
import kaartStijl from "./stijl/kaart.css";
import { t } from "./teksten.js";
import { Verkeer } from "./verkeer.js";

const SMAL = "(max-width: 600px), (max-height: 480px)";

function blad(tekst) {
  const stijl = new CSSStyleSheet();
  stijl.replaceSync(tekst);
  return stijl;
}

export class LoketwijzerChat extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    const wortel = this.attachShadow({ mode: "open" });
    this.hoogte = blad("");
    wortel.adoptedStyleSheets = [blad(chatStijl), blad(kaartStijl), this.hoogte];
    const gegevens = this.dataset;
    const over = {};
    for (const naam of ["instelling", "locatie", "rol"]) if (gegevens[naam]) over[naam] = gegevens[naam];
    this.pagina = "pagina" in gegevens;
    this.opslag = new TabOpslag();
    this.geluid = { stop() {} };
    const basis = gegevens.basis || document.baseURI;
    zetBasis(basis);
    this.route = { gezet: gegevens.route && routePagina(gegevens.route), gewoon: routePagina(`/route/${encodeURIComponent(gegevens.instelling ?? "")}/`) };
    this.verkeer = new Verkeer(basis, Number(gegevens.tijdslimiet) || undefined);
    this.gesprek = new Gesprek(this.verkeer, this.opslag, over);
    this.hervat = this.gesprek.hervat();
    this.titelRef = { current: null };
    this.open = this.pagina;
    this.teken();
    this.volgToetsenbord();
    window.addEventListener("pagehide", () => this.geluid.stop());
    if (this.pagina || gegevens.start === "open") this.openChat();
    else this.hervat.then(() => this.teken());
  }

  teken() {
    const chat = h(Chat, {
      gesprek: this.gesprek, verkeer: this.verkeer, opslag: this.opslag, geluid: this.geluid, gastheer: this,
      titelRef: this.titelRef, route: this.route, sluit: this.pagina ? null : () => this.sluitChat(),
    });
    const inhoud = this.pagina
      ? h("section", { class: "scherm pagina", "aria-labelledby": "titel" }, chat)
      : [
          h("button", { type: "button", class: "opener", lang: "nl", hidden: this.open, "aria-haspopup": "dialog", onClick: () => this.openChat() },
            h(Pictogram, { naam: "message-square" }),
            h("span", null, t(this.gesprek.stand.beurten.length ? "chat.verder_knop" : "chat.open_knop"))),
          h("dialog", {
            class: "scherm", "aria-labelledby": "titel", lang: "nl",
            onKeyDown: (e) => e.key === "Escape" && this.sluitChat(),
            onCancel: (e) => { e.preventDefault(); this.sluitChat(); },
          }, this.geopend && chat),
        ];
    render(inhoud, this.shadowRoot);
  }

  async openChat() {
    this.open = true;
    this.geopend = true;
    this.teken();
    const venster = this.shadowRoot.querySelector("dialog");
    if (venster && !venster.open) matchMedia(SMAL).matches ? venster.showModal() : venster.show();
    // Naar de kop, nooit naar het tekstvak: anders springt het toetsenbord van de telefoon open.
    if (venster) this.titelRef.current?.focus({ preventScroll: true });
    await this.hervat;
    this.gesprek.begroet();
  }

  sluitChat() {
    this.geluid.stop();
    this.open = false;
    this.shadowRoot.querySelector("dialog").close();
    this.teken();
    this.shadowRoot.querySelector(".opener").focus();
  }

  /** Op iOS verkleint het toetsenbord de pagina niet; het zichtbare deel bepaalt dan de hoogte. */
  volgToetsenbord() {
    const zicht = window.visualViewport;
    if (!zicht) return;
    const pas = () => {
      const kleiner = zicht.scale === 1 && window.innerHeight - zicht.height > 80;
      this.hoogte.replaceSync(kleiner ? `:host{--hoog:${Math.round(zicht.height)}px;--top:${Math.round(zicht.offsetTop)}px}` : "");
    };
    zicht.addEventListener("resize", pas);
    zicht.addEventListener("scroll", pas);
  }
}
