/** Trouble on purpose: what can be made to go wrong, and what is wrong now. */

import { findFocus, h, icon, iconButton, refill } from "../dom.js";
import { fetchFaults, post } from "../net.js";
import { say } from "../texts.js";
import { complain } from "../toasts.js";
import { drawFaultForms } from "./fault_forms.js";
import { nameCalls } from "./fault_names.js";

/**
 * Build it; answers its element, what fetches and draws it, `take(faults)` of the server, and how many there are.
 * `changed()` is called when it has to be drawn.
 */
export function makeFaults(changed) {
  const known = { now: null, offers: null };
  const forms = h("div", { class: "fault-forms" });
  const done = h("p", { class: "fault-done", role: "status" });
  const list = h("section", { class: "faults-now", "aria-labelledby": "faults-now-title" });
  const act = async (given, words = "") => {
    const answer = await post("faults", given);
    if (!answer.ok) return complain(answer.error);
    done.textContent = words && say("page.faults.done", { what: words });
    known.now = answer.faults;
    changed();
  };
  return {
    element: h("div", { class: "faults" }, forms, h("div", { class: "faults-side" }, list, done)),
    count: () => (known.now ? present(known.now).length : 0),
    take: (now) => (known.now = now),
    async fetch() {
      const { faults, offers } = await fetchFaults().catch(() => ({}));
      if (!offers) return;
      Object.assign(known, { now: faults, offers });
      changed();
    },
    draw() {
      const { now, offers } = known;
      if (!now || !offers) return;
      const { lang } = document.documentElement;
      refill(forms, JSON.stringify([lang, offers]), () => drawFaultForms(offers, act));
      const hadFocus = list.contains(document.activeElement);
      refill(list, JSON.stringify([lang, now]), () => drawPresent(present(now), act));
      if (hadFocus && !list.contains(document.activeElement)) findFocus(list, "put-right").focus();
    },
  };
}

/** What is wrong now: in words, and what puts it right. */
function present({ calls, held, frozen, deaf, triggers, withdrawn, tokens }) {
  return [
    ...calls.map((call) => ({ words: nameCalls(call), undo: { kind: "spare_calls", method: call.method } })),
    held && { words: say("page.faults.held"), undo: { kind: "release" } },
    frozen > 0 && { words: say("page.faults.frozen", { count: frozen }) },
    deaf > 0 && { words: say("page.faults.deaf", { count: deaf }) },
    triggers > 0 && {
      words: say("page.faults.triggers-left", { count: triggers }),
      undo: { kind: "triggers", times: 0 },
    },
    ...withdrawn.map((scope) => ({
      words: say("page.faults.withdrawn", { scope }),
      undo: { kind: "restore_scope", scope },
    })),
    tokens.bot && { words: say("page.faults.revoked", { trouble: tokens.bot }), undo: { kind: "restore" } },
  ].filter(Boolean);
}

function drawPresent(found, act) {
  const one = ({ words, undo }) => {
    const right = undo && iconButton("close", say("page.faults.undo"), () => act(undo));
    return h("li", {}, icon("warning"), h("span", {}, words), right);
  };
  const words = say("page.faults.put-right");
  const attributes = { type: "button", class: "button primary", "data-focus": "put-right" };
  const everything = h("button", { ...attributes, onclick: () => act({ kind: "put_right" }, words) }, words);
  return [
    h("h3", { id: "faults-now-title" }, say("page.faults.now")),
    found.length ? h("ul", {}, found.map(one)) : h("p", { class: "panel-none" }, say("page.faults.none")),
    everything,
  ];
}
