export const SALES = ['sales-rep', 'sales-manager'];
export const MARKETING = ['marketer', 'marketing-manager'];
export const SUPPORT = ['support-agent', 'support-manager', 'success-manager'];
export const OVERSIGHT = ['data-steward', 'compliance-officer', 'executive', 'crm-admin', 'integration'];

/** All that somebody can be here. */
export const ROLES = [...SALES, ...MARKETING, ...SUPPORT, ...OVERSIGHT];
