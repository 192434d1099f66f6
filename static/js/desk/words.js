// The sentences that scripts say stand in the page, so that they are translated with it.

// The sentence of a name, with {places} filled in.
export function words(name, filled = {}) {
  const sentence = document.getElementById("f-words")?.dataset[name] ?? "";
  return sentence.replace(/\{(\w+)\}/g, (whole, key) => filled[key] ?? whole);
}

// Let screen readers say a sentence when they have time.
export function say(sentence) {
  const live = document.getElementById("f-live");
  if (live) live.textContent = sentence;
}
