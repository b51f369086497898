// What ECharts paints with.
export * from "zrender/lib/zrender.js";
