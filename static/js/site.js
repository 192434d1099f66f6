// Comfort for readers; every page works without it.
import { openSources } from "./sources.js";
import { offerThemes } from "./themes.js";
import { unfoldForPrint } from "./unfold.js";

offerThemes();
openSources();
unfoldForPrint();
