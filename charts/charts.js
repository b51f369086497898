// The charts that the page draws, and nothing else of the library: what is not named here is not in the site.
//
// The library is read in three tasks of the browser: in one, it would hold the page up while the person types.
const nextTask = () => new Promise((resolve) => setTimeout(resolve));

async function read() {
  await import("./painter.js");
  await nextTask();
  await import("./core.js");
  await nextTask();
  const { echarts } = await import("./parts.js");
  window.echarts = echarts;
}

// A script counts as loaded before what it waits for is there.
window.chartsAreRead = read();
