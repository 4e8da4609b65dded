// The search works without this file. With it, titles and terms are suggested while somebody types.
/* global accessibleAutocomplete */
const WAIT_MS = 120;
const place = document.querySelector("[data-suggest]");
const field = place?.querySelector("input");
let asked;

function wait(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function suggest(words, show) {
  asked?.abort();
  asked = new AbortController();
  const { signal } = asked;
  await wait(WAIT_MS);
  if (signal.aborted) return;
  const everywhere = document.getElementById("in-all")?.checked ? "&in=all" : "";
  try {
    const answer = await fetch(`${place.dataset.suggest}?q=${encodeURIComponent(words)}${everywhere}`, { signal });
    show(answer.ok ? (await answer.json()).suggestions : []);
  } catch {
    // Somebody typed on, or the server could not be reached: nothing is suggested.
    if (!signal.aborted) show([]);
  }
}

// The component takes what it shows for markup; a title is words.
function asWords(text) {
  const shown = document.createElement("span");
  shown.textContent = text ?? "";
  return shown.innerHTML;
}

async function lookFor(chosen) {
  if (!chosen) return;
  await wait(0);
  document.getElementById("search").requestSubmit();
}

if (field && window.accessibleAutocomplete && document.documentElement.lang.startsWith("en")) {
  const { id, name, value } = field;
  const hint = field.getAttribute("aria-describedby");
  field.remove();
  accessibleAutocomplete({
    element: place,
    id,
    name,
    defaultValue: value,
    source: suggest,
    minLength: 2,
    confirmOnBlur: false,
    showNoOptionsFound: false,
    displayMenu: "overlay",
    inputClasses: "govuk-input",
    onConfirm: lookFor,
    templates: { inputValue: (text) => text ?? "", suggestion: asWords },
  });
  const typed = document.getElementById(id);
  typed.maxLength = 200;
  typed.setAttribute("aria-describedby", [hint, typed.getAttribute("aria-describedby")].filter(Boolean).join(" "));
}
