// Begin van de bundel. Eén script-tag zet de chat op een portaal; op /chat/<instelling> vult hij de pagina.
import { chat, crisis, dagen, fout, hulp, kaart, menu, route, snelweg, spraak, voorlezen } from "../teksten.nl.json";
import { LoketwijzerChat } from "./element.js";
import { gebruik } from "./teksten.js";

gebruik({ chat, crisis, dagen, fout, hulp, kaart, menu, route, snelweg, spraak, voorlezen });

const tag = document.currentScript;

/** De server staat waar het script vandaan komt: …/web/loketwijzer.js → … */
const basis = new URL("../", tag?.src || document.baseURI).href;

/** /chat/<instelling> of /voorvoegsel/chat/<instelling> → instelling */
function instellingUitPad() {
  const deel = /\/chat\/([^/]+)\/?$/.exec(location.pathname);
  return deel ? decodeURIComponent(deel[1]) : "";
}

function plaats() {
  if (!customElements.get("loketwijzer-chat")) customElements.define("loketwijzer-chat", LoketwijzerChat);
  if (!tag || "los" in tag.dataset || document.querySelector("loketwijzer-chat")) return;
  const element = document.createElement("loketwijzer-chat");
  Object.assign(element.dataset, { basis, ...tag.dataset });
  if ("pagina" in tag.dataset && !tag.dataset.instelling) {
    const instelling = instellingUitPad();
    if (instelling) element.dataset.instelling = instelling;
  }
  (document.querySelector("main[data-chat]") ?? document.body).append(element);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", plaats);
else plaats();
