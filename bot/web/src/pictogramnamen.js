// De pictogrammen van Lucide (ISC) die de chat zelf nodig heeft. Die van thema's, groepen en stappen staan in
// knowledge/ en komen later, met dist/pictogrammen.json. build.mjs leest deze lijsten.
export const PICTOGRAMMEN = [
  "phone", "mail", "message-square", "globe", "map-pin", "clock", "x", "menu", "log-out", "arrow-right", "check",
];

/** Van knoppen die zelf ook pas na het openen werken: die komen mee met de onderwerpen. */
export const LATER = ["copy", "printer", "download", "calendar", "volume-1", "square", "mic"];
