// Asks the browser for a passkey and sends what it answers, where a form has data-passkey.
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), char => char.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

// The options as the browser wants them: challenge and ids are bytes.
const named = each => ({ ...each, id: bytes(each.id) });
const opened = options => ({
  ...options,
  challenge: bytes(options.challenge),
  ...(options.user && { user: named(options.user) }),
  ...(options.excludeCredentials && { excludeCredentials: options.excludeCredentials.map(named) }),
  ...(options.allowCredentials && { allowCredentials: options.allowCredentials.map(named) }),
});

const NAMES = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

// What the server reads: every buffer as text.
const closed = credential => {
  const given = credential.response;
  const response = Object.fromEntries(NAMES.filter(name => given[name]).map(name => [name, text(given[name])]));
  if (given.getTransports) response.transports = given.getTransports();
  return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response });
};

const form = document.querySelector("[data-passkey]");
const ask = async () => {
  try {
    const credential = await navigator.credentials[form.dataset.passkey]({ publicKey: opened(JSON.parse(form.dataset.options)) });
    form.elements.credential.value = closed(credential);
    form.submit();
  } catch {
    form.querySelector("[data-refused]").hidden = false;
  }
};
if (form) ask();
