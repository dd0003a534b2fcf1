/** The steps of the tour on a person's own page: what they learn, and where the firm stands; as in `steps.js`. */

import { state } from "../state.js";
import { opens, opensAtHome } from "./tasks.js";

const PAGE = "#home .home-blocks";

/** Seats: `author` and `officer`, each of them as `{ person }`. */
export function homeSteps(say, { author, officer }) {
  return [learning(say, author), firm(say, officer)];
}

function learning(say, seat) {
  return {
    name: "learning",
    title: say("page.tour.learning.title"),
    text: say("page.tour.learning.text"),
    look: say("page.tour.learning.look"),
    button: say("page.tour.learning.go"),
    tasks: [opensAtHome(say, "learning"), opens(say, "learn_certify")],
    ...atHomeOf(seat),
  };
}

function firm(say, seat) {
  return {
    name: "firm",
    title: say("page.tour.firm.title"),
    text: say("page.tour.firm.text"),
    look: say("page.tour.firm.look"),
    button: say("page.tour.firm.go"),
    tasks: [opensAtHome(say, "figures"), opensAtHome(say, "maturity")],
    ...atHomeOf(seat),
  };
}

/** The page is there as soon as its person is: it is not a message, and has no time. */
function atHomeOf(seat) {
  return { seat: { ...seat, atHome: true }, at: PAGE, finds: () => state.home && "home", came: () => true };
}
