// The openai client (4.0 to 7). `parse`, `stream` and `runTools` all go through `create`, so only `create` is wrapped.
import type { OperationName } from '../record/record.ts';
import type { Adapter, Method, Target } from './adapter.ts';
import { chatFold } from './chat-completions-fold.ts';
import { chatRequest, chatResponse } from './chat-completions-shape.ts';
import { completionFold, completionRequest, completionResponse } from './completions-shape.ts';
import { embeddingsRequest, embeddingsResponse } from './embeddings-shape.ts';
import {
  moderationRequest,
  moderationResponse,
  speechRequest,
  transcriptionFold,
  transcriptionRequest,
  transcriptionResponse,
} from './openai-audio.ts';
import { imageFold, imageRequest, imageResponse } from './openai-images.ts';
import { openaiIdentity } from './provider-hosts.ts';
import { responsesFold } from './responses-fold.ts';
import { chatStreamUsage } from './stream-usage.ts';
import { responsesRequest, responsesResponse } from './responses-shape.ts';

function method(
  operation: OperationName,
  request: Method['request'],
  response: Method['response'],
  fold?: Method['fold'],
  name = 'create',
): Method {
  const identify: Method['identify'] = (input) => openaiIdentity(operation, input);
  return { name, result: 'lazy-promise', identify, request, response, ...(fold && { fold }) };
}

function target(className: string, ...methods: readonly Method[]): readonly Target[] {
  return [{ classNames: [className], methods }];
}

const chat = target('Completions', {
  ...method('chat', chatRequest, chatResponse, chatFold),
  streamUsage: chatStreamUsage,
});
const responses = target('Responses', method('chat', responsesRequest, responsesResponse, responsesFold));

/** The openai package. */
export const adapter: Adapter = {
  id: 'openai',
  targets: {
    // 4.0 to 4.8x; later versions re-export the class from the file of the second key.
    'resources/chat/completions': chat,
    'resources/chat/completions/completions': chat,
    'resources/responses/responses': responses,
    'resources/beta/responses/responses': responses,
    'resources/embeddings': target('Embeddings', method('embeddings', embeddingsRequest, embeddingsResponse)),
    'resources/completions': target('Completions', {
      ...method('text_completion', completionRequest, completionResponse, completionFold),
      streamUsage: chatStreamUsage,
    }),
    'resources/images': target(
      'Images',
      method('image_generation', imageRequest, imageResponse, imageFold, 'generate'),
      method('image_generation', imageRequest, imageResponse, imageFold, 'edit'),
      method('image_generation', imageRequest, imageResponse, undefined, 'createVariation'),
    ),
    'resources/audio/speech': target(
      'Speech',
      method('speech', speechRequest, () => ({})),
    ),
    'resources/audio/transcriptions': target(
      'Transcriptions',
      method('transcription', transcriptionRequest, transcriptionResponse, transcriptionFold),
    ),
    'resources/audio/translations': target(
      'Translations',
      method('translation', transcriptionRequest, transcriptionResponse),
    ),
    'resources/moderations': target(
      'Moderations',
      method('moderation', moderationRequest, moderationResponse),
    ),
  },
};
