// Starts the page; a file of its own, as the page's policy forbids scripts in the page itself.
import start from "./main.js";

await start();
