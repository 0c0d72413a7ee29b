// Het overzicht staat achter een bewijs. Het portaal zet dat achter #token=: zo komt het nooit in een adres of een logboek.
const bewijs = new URLSearchParams(location.hash.slice(1)).get("token");
if (bewijs) history.replaceState(null, "", location.pathname + location.search);

// XMLHttpRequest en niet fetch: dat leest HTML als document, zonder dat er ooit tekst als HTML wordt ingevoegd.
function haal(adres, soort) {
  return new Promise((klaar, mis) => {
    const vraag = new XMLHttpRequest();
    vraag.open("GET", adres);
    vraag.responseType = soort;
    vraag.timeout = 20_000;
    vraag.setRequestHeader("Authorization", `Bearer ${bewijs}`);
    vraag.onload = () => (vraag.status === 200 ? klaar(vraag.response) : mis(vraag.status));
    vraag.onerror = vraag.ontimeout = () => mis(0);
    vraag.send();
  });
}

const melding = (id) => ["wacht", "geen-toegang", "storing"].forEach((naam) => {
  const regel = document.getElementById(naam);
  if (regel) regel.hidden = naam !== id;
});

async function toon(adres) {
  if (!bewijs) return melding("geen-toegang");
  melding("wacht");
  try {
    const blad = await haal(adres, "document");
    document.querySelector("main").replaceWith(document.adoptNode(blad.querySelector("main")));
    document.querySelector("h1").focus();
  } catch (status) {
    melding(status === 401 ? "geen-toegang" : "storing");
  }
}

async function bewaar(link) {
  const adres = URL.createObjectURL(await haal(link.href, "blob"));
  const tijdelijk = document.createElement("a");
  tijdelijk.href = adres;
  tijdelijk.download = link.download;
  tijdelijk.click();
  setTimeout(() => URL.revokeObjectURL(adres), 10_000);
}

document.addEventListener("click", (gebeurtenis) => {
  const link = gebeurtenis.target.closest("a[data-haal], a[data-toon]");
  if (!link) return;
  gebeurtenis.preventDefault();
  if (link.matches("[data-haal]")) bewaar(link).catch(() => toon(location.href));
  else toon(link.href);
});

toon(location.href);
