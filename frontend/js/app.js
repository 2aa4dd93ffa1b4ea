// The rooms, each after what it imports.
import "./elements/index.js";
import "./wire/index.js";
import "./shell/index.js";
import "./dates/index.js";
import "./cells/index.js";
import "./board/index.js";
import "./calendar/index.js";
import "./table/index.js";
import "./panels/index.js";
import "./files/index.js";
import "./notes/index.js";
import "./record/index.js";
import "./invoice/index.js";
import "./reports/index.js";
import "./sorting/index.js";
import "./tray/index.js";
import "./palette/index.js";
import "./welcome/index.js";
import "./tour/index.js";
import { pressAgain } from "./shell/tapped.js";

pressAgain();
