// Every page works without this file. With it one leaves faster, is warned in time, and can use a security key.
const LEAVE = "/leave/";
const WARN_SECONDS = 120;
const ASK_EVERY_MS = 20000;
const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

function leave(event) {
  event?.preventDefault();
  document.body.replaceChildren();
  document.title = "";
  window.location.replace(LEAVE);
}

function leaveOnThreeShifts() {
  let presses = [];
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    presses = [...presses.filter((at) => event.timeStamp - at < 5000), event.timeStamp];
    if (presses.length >= 3) leave();
  });
}

// A page that comes back out of the browser's memory is asked for anew: the server knows whether it may be seen.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});
document.getElementById("leave")?.addEventListener("click", leave);
leaveOnThreeShifts();

async function secondsLeft(method) {
  const headers = { Accept: "application/json", "X-CSRFToken": token() };
  const answer = await fetch(method === "POST" ? "/stay/" : "/stay/left/", { method, headers, redirect: "manual" });
  // Sent elsewhere: the session is over. Any other trouble of the server is none of the person's, and loses nothing.
  if (answer.type === "opaqueredirect") return 0;
  if (!answer.ok) throw new Error("unknown");
  return (await answer.json()).seconds;
}

function watchTheTime(dialog) {
  const words = document.getElementById("time-left");
  let over = Infinity;
  const show = (seconds) => {
    over = performance.now() + seconds * 1000;
    if (seconds > WARN_SECONDS) {
      dialog.close();
    } else {
      const text = dialog.dataset.words.replace("%s", String(Math.max(1, Math.ceil(seconds / 60))));
      if (words.textContent !== text) words.textContent = text;
      if (!dialog.open) dialog.showModal();
    }
  };
  const look = async (method = "GET") => {
    try {
      const seconds = await secondsLeft(method);
      if (seconds <= 0) leave();
      else show(seconds);
    } catch {
      // No connection: what was typed stays, until the time that was last heard of is over.
      if (performance.now() > over) leave();
    }
  };
  document.getElementById("time-form").addEventListener("submit", (event) => {
    event.preventDefault();
    look("POST");
  });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    look("POST");
  });
  document.getElementById("time").hidden = true;
  setInterval(() => look(), ASK_EVERY_MS);
}

const dialog = document.getElementById("time-dialog");
if (dialog && typeof dialog.showModal === "function") watchTheTime(dialog);

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

async function post(address, body) {
  const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token() };
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body), redirect: "error" });
  if (!answer.ok) throw new Error("refused");
  return answer.json();
}

function understood(options) {
  const known = (list) => (list ?? []).map((one) => ({ ...one, id: toBytes(one.id) }));
  const read = { ...options, challenge: toBytes(options.challenge) };
  if (options.user) read.user = { ...options.user, id: toBytes(options.user.id) };
  if (options.excludeCredentials) read.excludeCredentials = known(options.excludeCredentials);
  if (options.allowCredentials) read.allowCredentials = known(options.allowCredentials);
  return read;
}

function written(credential) {
  const said = credential.response;
  const response = { clientDataJSON: toText(said.clientDataJSON) };
  if (said.attestationObject) {
    response.attestationObject = toText(said.attestationObject);
    response.transports = said.getTransports?.() ?? [];
  } else {
    response.authenticatorData = toText(said.authenticatorData);
    response.signature = toText(said.signature);
    response.userHandle = said.userHandle ? toText(said.userHandle) : null;
  }
  const { id, type } = credential;
  return { id, rawId: toText(credential.rawId), type, response, clientExtensionResults: {} };
}

async function useKey(box) {
  const options = understood(await post(box.dataset.begin, {}));
  const ask = options.user ? "create" : "get";
  const credential = await navigator.credentials[ask]({ publicKey: options });
  window.location.replace((await post(box.dataset.done, written(credential))).go);
}

for (const box of document.querySelectorAll(".portal-key")) {
  if (!window.PublicKeyCredential) continue;
  box.hidden = false;
  box.querySelector("button").addEventListener("click", async () => {
    const problem = box.querySelector("[role=alert]");
    problem.hidden = true;
    try {
      await useKey(box);
    } catch {
      problem.hidden = false;
    }
  });
}
