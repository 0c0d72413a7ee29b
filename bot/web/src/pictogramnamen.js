// De kleine set pictogrammen van Lucide (ISC) in de bundel. build.mjs leest deze lijst ook.
export const PICTOGRAMMEN = [
  // handelingen
  "phone", "mail", "message-square", "globe", "map-pin", "clock", "copy", "download", "calendar", "volume-1", "square", "x",
  "menu", "log-out", "arrow-right", "check",
  // onderwerpen
  "smile", "cloud", "book", "users", "house", "banknote", "moon", "heart", "lock",
];

// Eén beeld per groep, op nummer; de namen zijn die van de knoppen.
const GROEPEN = ["", "smile", "cloud", "book", "users", "moon", "heart", "house"];
const GROEPNAMEN = [
  "", "Goed in je vel", "Als het zwaar voelt", "School en studie", "Samen en erbij horen", "Drank, drugs, gokken en gamen",
  "Je lijf", "Thuis, geld en leven",
];

// Een stukje van het thema-id zegt genoeg; de eerste die past, telt.
const THEMAS = [
  [/geld|schuld|kosten|financ|gokken/, "banknote"],
  [/slaap|alcohol|roken|gamen/, "moon"],
  [/pesten|ruzie|discrim|eenzaam/, "users"],
  [/geweld|onveilig|grens|online/, "lock"],
  [/wonen|thuis/, "house"],
  [/lhbtiq|relaties|mantelzorg|rouw|zwanger|suicide|ziekte|eten/, "heart"],
  [/stud|stage|school|taal|faal|uitstel|stoppen/, "book"],
  [/somber|angst|stress|trauma|druk|boos/, "cloud"],
  [/./, "smile"],
];

export const voorThema = (id) => id && THEMAS.find(([deel]) => deel.test(id))[1];
export const voorGroep = (nummer) => GROEPEN[nummer];
export const voorGroepnaam = (naam) => GROEPEN[GROEPNAMEN.indexOf(naam)];
