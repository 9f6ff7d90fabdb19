import { createHash } from 'node:crypto';
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import { RULES, type RuleInfo, type Severity } from '../../shared/rules.js';
import type { IndexedFile } from '../service/project/project.js';
import type { Finding } from '../service/rules/finding.js';
import type { Uris } from './uris.js';

/** Where findings go: the client's Problems, or a report. */
export interface FindingsSink {
  /** All findings of a file now; they replace what was said about it before. */
  publish(file: IndexedFile, findings: readonly Finding[], version: number | undefined): void;
  /** The file is gone: nothing is said about it any more. */
  clear(key: string): void;
}

export interface PublishedDiagnostics {
  readonly uri: string;
  readonly diagnostics: Diagnostic[];
  readonly version?: number;
}

/** What the client can show of a diagnostic. */
export interface DiagnosticAbilities {
  readonly related: boolean;
  readonly tags: boolean;
  readonly codeLinks: boolean;
  readonly data: boolean;
  readonly versions: boolean;
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated };

/** Everything that the client shows of ours, and nothing twice: only differences are sent. */
export class Publisher implements FindingsSink {
  readonly #send: (params: PublishedDiagnostics) => void;
  readonly #uris: Uris;
  readonly #abilities: DiagnosticAbilities;
  readonly #documentation: string | undefined;
  /** Key -> digest of what the client shows. Files without findings have none. */
  readonly #published = new Map<string, string>();

  /** @param documentation URI of the page that describes the rules, a section each */
  constructor(
    send: (params: PublishedDiagnostics) => void,
    uris: Uris,
    abilities: DiagnosticAbilities,
    documentation?: string,
  ) {
    this.#send = send;
    this.#uris = uris;
    this.#abilities = abilities;
    this.#documentation = documentation;
  }

  publish(file: IndexedFile, findings: readonly Finding[], version: number | undefined): void {
    if (findings.length === 0) {
      this.#clear(file.uri, version);
      return;
    }
    const diagnostics = findings.map(finding => this.#diagnostic(file, finding));
    const digest = createHash('sha1').update(JSON.stringify(diagnostics)).digest('base64');
    if (this.#published.get(file.uri) === digest) return;
    this.#published.set(file.uri, digest);
    this.#sendTo(file.uri, diagnostics, version);
  }

  clear(key: string): void {
    this.#clear(key, undefined);
  }

  #clear(key: string, version: number | undefined): void {
    if (this.#published.delete(key)) this.#sendTo(key, [], version);
  }

  #sendTo(key: string, diagnostics: Diagnostic[], version: number | undefined): void {
    const uri = this.#uris.client(key);
    const isVersioned = this.#abilities.versions && version !== undefined;
    this.#send(isVersioned ? { uri, diagnostics, version } : { uri, diagnostics });
  }

  #diagnostic(file: IndexedFile, finding: Finding): Diagnostic {
    const { code, severity, message, span, related, data } = finding;
    const { related: showsRelated, tags, codeLinks, data: keepsData } = this.#abilities;
    const tag = (RULES[code] as RuleInfo).tag;
    return {
      range: file.facts.lines.range(span),
      severity: SEVERITIES[severity],
      code,
      source: 'cursus',
      message,
      ...(codeLinks && this.#documentation !== undefined
        ? { codeDescription: { href: `${this.#documentation}#${code}` } }
        : {}),
      ...(tags && tag !== undefined ? { tags: [TAGS[tag]] } : {}),
      ...(showsRelated && related.length > 0
        ? {
            relatedInformation: related.map(place => ({
              location: {
                uri: this.#uris.client(place.file.uri),
                range: place.file.facts.lines.range(place.span),
              },
              message: place.message,
            })),
          }
        : {}),
      ...(keepsData && data !== undefined ? { data } : {}),
    };
  }
}
