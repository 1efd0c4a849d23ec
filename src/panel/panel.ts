import '@vscode-elements/elements/dist/vscode-button/index.js';
import 'uplot/dist/uPlot.min.css';
import './panel.css';
import './gaugeBar.ts';
import './historyLine.ts';
import './shareBar.ts';
import './stripChart.ts';
import { followTheme } from './followTheme.ts';
import { Page } from './page.ts';
import type { EditorApi } from './viewState.ts';

declare function acquireVsCodeApi(): EditorApi;

const page = new Page(acquireVsCodeApi(), document);
window.addEventListener('message', ({ data }: MessageEvent<unknown>) => page.take(data));
followTheme(document, ['keygauge-history', 'keygauge-strip', 'keygauge-past']);
page.begin();
