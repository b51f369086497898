// The thread stops by a trap, and has told the page why: nobody needs to read of it once more among what the browser logs. Without the
// engine's code, which may have no memory.
export const beQuiet = () => self.addEventListener("unhandledrejection", (event) => event.preventDefault());
