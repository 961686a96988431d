import { termsFile } from '../../terms/terms-file';

export const GET = (request: Request): Promise<Response> => termsFile('privacy', request);
