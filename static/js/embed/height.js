// In the frame: tells the page around it how high the card is, and nothing else.
// Pages of anyone may hold the card, so that the message names no origin; it holds one number.
const card = document.querySelector("main");

function tell() {
  window.parent.postMessage({ alteramHeight: Math.ceil(card.getBoundingClientRect().height) }, "*");
}

if (window.parent !== window) {
  new ResizeObserver(tell).observe(card);
}
