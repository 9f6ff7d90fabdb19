/** Follows the editor's theme within VS Code, the system's elsewhere. */
export const STYLE = `
:root{color-scheme:light dark;--bg:var(--vscode-editor-background,#fff);--fg:var(--vscode-editor-foreground,#1f2328);
--dim:var(--vscode-descriptionForeground,#59636e);--line:var(--vscode-panel-border,#d1d9e0);--link:var(--vscode-textLink-foreground,#0969da);
--core:var(--vscode-charts-blue,#0969da);--local:var(--vscode-charts-green,#1a7f37);--over:var(--vscode-charts-purple,#8250df);
--bad:var(--vscode-charts-red,#cf222e);--clash:var(--vscode-list-warningForeground,#bc4c00);--panel:var(--vscode-sideBar-background,#f6f8fa)}
@media (prefers-color-scheme:dark){:root{--bg:var(--vscode-editor-background,#0d1117);--fg:var(--vscode-editor-foreground,#e6edf3);
--dim:var(--vscode-descriptionForeground,#9198a1);--line:var(--vscode-panel-border,#3d444d);--link:var(--vscode-textLink-foreground,#4493f8);
--core:var(--vscode-charts-blue,#4493f8);--local:var(--vscode-charts-green,#3fb950);--over:var(--vscode-charts-purple,#ab7df8);
--bad:var(--vscode-charts-red,#f85149);--clash:var(--vscode-list-warningForeground,#f0883e);--panel:var(--vscode-sideBar-background,#151b23)}}
*{box-sizing:border-box}body{margin:0;padding:24px 32px 64px;background:var(--bg);color:var(--fg);font:14px/1.5 var(--vscode-font-family,system-ui,sans-serif)}
h1{font-size:22px;margin:0 0 4px}h2{font-size:17px;margin:36px 0 10px;border-bottom:1px solid var(--line);padding-bottom:6px}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}:focus-visible{outline:2px solid var(--link);outline-offset:2px}
code,.mono{font-family:var(--vscode-editor-font-family,ui-monospace,monospace);font-size:12.5px}
.dim,.note{color:var(--dim)}.cards{display:flex;flex-wrap:wrap;gap:12px;margin:18px 0}
.card{border:1px solid var(--line);border-radius:8px;background:var(--panel);padding:10px 18px;min-width:110px}
.card b{display:block;font-size:24px;line-height:1.2}nav{display:flex;gap:18px;margin:10px 0}
.tools{display:flex;gap:14px;align-items:center;margin:8px 0;flex-wrap:wrap}
input[type=search]{background:var(--bg);color:var(--fg);border:1px solid var(--line);border-radius:6px;padding:6px 10px;min-width:260px;font:inherit}
.scroll{overflow:auto;max-height:70vh;border:1px solid var(--line);border-radius:8px}
table{border-collapse:separate;border-spacing:0}th,td{padding:4px 10px;border-bottom:1px solid var(--line);text-align:left;white-space:nowrap}
.matrix thead th{position:sticky;top:0;background:var(--panel);z-index:1}.matrix tbody th{position:sticky;left:0;background:var(--bg);font-weight:normal}
.matrix thead th:first-child{left:0;z-index:2}.matrix td{text-align:center;min-width:64px}
.cell{display:inline-block;min-width:20px;border-radius:4px;padding:0 5px;font-size:12px;border:1px solid currentColor}
.core{color:var(--core)}.local{color:var(--local)}.override{color:var(--over)}.invalid{color:var(--bad)}
tr.clash th::after{content:" ⚠";color:var(--clash)}.badge{color:var(--clash);border:1px solid currentColor;border-radius:10px;padding:0 8px;font-size:12px}
details{border:1px solid var(--line);border-radius:8px;margin:8px 0;padding:0 14px}summary{cursor:pointer;padding:8px 0}details[open]{padding-bottom:12px}
.resolution{max-width:100%;height:auto;margin:4px 0 10px}.resolution text{fill:var(--fg);font:12px system-ui,sans-serif}.resolution .who{font-weight:600}
.resolution rect{fill:none;stroke:var(--dim)}.resolution .chosen rect{fill:var(--local);fill-opacity:.16;stroke:var(--local);stroke-width:2}
.resolution .invalid rect{stroke:var(--bad);stroke-dasharray:4 3}.arrow{stroke:var(--dim);fill:none}
.fields th{font-weight:normal;color:var(--dim);vertical-align:top}.fields td{white-space:normal}[hidden]{display:none!important}
@media print{.tools{display:none}.scroll{max-height:none}}
`;
