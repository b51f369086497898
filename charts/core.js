// ECharts without any chart.
export * from "echarts/core";
