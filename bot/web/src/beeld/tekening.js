// Een pictogram is versiering: de tekst ernaast zegt alles, dus verborgen voor een schermlezer.
export const Tekening = ({ pad }) =>
  pad ? (
    <svg class="pic" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"
      stroke-linejoin="round" aria-hidden="true" focusable="false">
      <path d={pad} />
    </svg>
  ) : null;
