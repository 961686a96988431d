export * from './accounts';
export * from './audit';
export * from './customers';
export * from './delivery';
export * from './e-invoice';
export * from './invoices';
export * from './meters';
export * from './water-quality';
