/**
 * ONNX Runtime from 1.29 on reports models, inputs' shapes and the machine to its maker, and keeps an identifier and a queue in
 * the user's folder, unless this is set before it is loaded. Only the main thread sets what native code reads.
 */
process.env['ORT_DISABLE_TELEMETRY'] ??= '1';
