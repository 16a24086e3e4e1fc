import { describe, expect, it } from 'vitest';
import { compilePattern, MAX_PATTERN_LENGTH, patternFault } from './pattern.ts';

describe('a pattern', () => {
  it('ignores case, as a glob and as an expression', () => {
    expect(compilePattern('GET*')('getUser')).toBe(true);
    expect(compilePattern('[G-H]et')('get')).toBe(true);
    expect(compilePattern('regex:GET')('getUser')).toBe(true);
  });

  it('is an expression after regex:, anchored at the start and not at the end', () => {
    expect(compilePattern('regex:get')('getUser')).toBe(true);
    expect(compilePattern('regex:user')('getUser')).toBe(false);
    expect(compilePattern('regex:get$')('getUser')).toBe(false);
    expect(compilePattern('regex:list|get')('getUser')).toBe(true);
  });

  it('is a glob without regex:, and must match the whole value', () => {
    expect(compilePattern('get')('getUser')).toBe(false);
    expect(compilePattern('(get)')('(get)')).toBe(true);
  });

  it.each([
    ['', 'must not be empty'],
    ['regex:', 'expression'],
    ['regex:(', 'missing closing )'],
    ['regex:[a', 'missing closing ]'],
    ['regex:(?=a)b', '(?='],
    ['regex:a)|(?:b', 'unexpected )'],
    ['x'.repeat(MAX_PATTERN_LENGTH + 1), '256'],
    ['regex:a{1001}', 'repeat count'],
    ['regex:((a{100}){100}){100}', '1000 characters'],
    [`regex:(${'a'.repeat(200)}){1000}`, '1000 characters'],
    [`regex:${'(.{1,1000})'.repeat(20)}`, '1000 characters'],
    ['regex:(.{50})(?i){50}', '1000 characters'],
    ['regex:(.{50})\\Q\\E{50}', '1000 characters'],
  ])('%j is not valid: %s', (pattern, fault) => {
    expect(patternFault(pattern)).toContain(fault);
    expect(() => compilePattern(pattern)).toThrow();
  });

  it.each([
    'regex:[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}',
    'regex:a{900}',
    'regex:(\\d{1,3}\\.){3}\\d{1,3}',
    'regex:\\x{3042}',
  ])('%j repeats no more than what is reasonable', (pattern) => {
    expect(patternFault(pattern)).toBeUndefined();
  });

  it('may have 256 characters', () => {
    expect(patternFault('x'.repeat(MAX_PATTERN_LENGTH))).toBeUndefined();
  });

  it('means as an expression what it says, with whatever is put around it to anchor it', () => {
    expect(compilePattern('regex:b|a$')('xa')).toBe(false);
    expect(compilePattern('regex:(?m)^b')('a\nb')).toBe(false);
    expect(compilePattern('regex:\\Qa.b')('a.bc')).toBe(true);
    expect(compilePattern('regex:\\Qa.b')('axbc')).toBe(false);
    expect(compilePattern('regex:a#b')('a#b')).toBe(true);
  });

  it('matches in linear time an expression that makes backtracking engines exponential', () => {
    const matches = compilePattern('regex:(a+)+$');
    const startedAt = performance.now();
    expect(matches(`${'a'.repeat(5_000)}b`)).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
