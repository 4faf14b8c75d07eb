import { describe, expect, it } from 'vitest';
import { and, parse, write } from './rsql';

describe('a filter', () => {
  it('is read into conditions and written back as it was', () => {
    const text = 'status==NEW;score=ge=70;company=="A & B; Sons";owner=in=(ann,"bob smith")';
    expect(parse(text)).toEqual([
      { field: 'status', operator: '==', values: ['NEW'] },
      { field: 'score', operator: '=ge=', values: ['70'] },
      { field: 'company', operator: '==', values: ['A & B; Sons'] },
      { field: 'owner', operator: '=in=', values: ['ann', 'bob smith'] },
    ]);
    expect(write(parse(text)!)).toBe(text);
  });

  it('understands the short signs of order', () => {
    expect(parse('amount>=5')).toEqual([{ field: 'amount', operator: '=ge=', values: ['5'] }]);
  });

  it('stays text where it says "or", is nested, or is no filter', () => {
    expect(parse('a==1,b==2')).toBeUndefined();
    expect(parse('(a==1;b==2)')).toBeUndefined();
    expect(parse('a==')).toBeUndefined();
    expect(parse('nonsense')).toBeUndefined();
    expect(parse('a=="open')).toBeUndefined();
  });

  it('keeps quotes and backslashes of a value', () => {
    const value = 'say "hi" \\ bye';
    expect(parse(write([{ field: 'name', operator: '==', values: [value] }]))![0]!.values).toEqual([value]);
  });

  it('leaves out conditions without a value', () => {
    expect(write([{ field: 'name', operator: '==', values: [''] }, { field: 'a', operator: '==', values: ['1'] }])).toBe('a==1');
  });

  it('puts an "or" into parentheses when it is joined with more', () => {
    expect(and('a==1,b==2', undefined, 'owner==me')).toBe('(a==1,b==2);owner==me');
    expect(and('', undefined)).toBe('');
  });
});
