import * as vscode from 'vscode';
import { RULE_CODES, RULES } from '../shared/rules.js';

const EXPLAIN = 'cursus.explainRule';

/** The page that describes every rule, a section each; it is packed with the extension. */
export function rulesPage(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'docs', 'rules.md');
}

/** Shows the section of a rule as a page; without a code the user picks one. */
export async function explainRule(extensionUri: vscode.Uri, code?: string): Promise<void> {
  const chosen = code ?? (await pickRule());
  if (!chosen) return;
  const section = rulesPage(extensionUri).with({ fragment: chosen });
  await vscode.commands.executeCommand('markdown.showPreview', section);
}

/** Lets the code of a finding lead to the rendered section: as a file it would open as Markdown source. */
export function linkToRules(findings: readonly vscode.Diagnostic[]): void {
  for (const finding of findings) {
    if (typeof finding.code !== 'object') continue;
    const query = encodeURIComponent(JSON.stringify([finding.code.value]));
    finding.code = {
      value: finding.code.value,
      target: vscode.Uri.parse(`command:${EXPLAIN}?${query}`),
    };
  }
}

async function pickRule(): Promise<string | undefined> {
  const rules = RULE_CODES.map(code => ({ label: code, detail: RULES[code].title }));
  const chosen = await vscode.window.showQuickPick(rules, {
    title: vscode.l10n.t('Explain Rule'),
    matchOnDetail: true,
  });
  return chosen?.label;
}
