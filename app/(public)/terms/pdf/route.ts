import { termsFile } from '../terms-file';

export const GET = (request: Request): Promise<Response> => termsFile('portal', request);
