// Comfort for readers; every page works without it.
import { offerCopies } from "./copy.js";
import { openSources } from "./sources.js";
import { offerThemes } from "./themes.js";
import { unfoldForPrint } from "./unfold.js";

offerThemes();
openSources();
offerCopies();
unfoldForPrint();
