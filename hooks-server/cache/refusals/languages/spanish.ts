import type { RefusalPatterns } from '../patterns.js';

export const spanish: RefusalPatterns = {
  commands: 'first',
  polite: [
    'por favor|hola|oye|ok|ahora|y|entonces|puedes|podrías|puede|podría|quiero que|necesito que|me|nos|¿?puedes|¿?podrías',
  ],
  asks: [
    'qué (?!hora|tiempo|día)|que (?:es|son|significa)|cómo|como (?:se|funciona|hago|puedo)|por qué|porque|cuál(?:es)?|cuánt[oa]s?|quién(?:es)?|dónde|cuándo|explica\\p{L}*|define|describe|diferencia\\p{L}*|compara|significado|traduc\\p{L}*|es (?:posible|seguro)|hay|a qué|de qué|en qué|para qué',
  ],
  makes: [
    'genera\\p{L}*|crea\\p{L}*|haz\\p{L}*|dame|dime|danos|da|escrib\\p{L}*|inventa\\p{L}*|sugier\\p{L}*|propon\\p{L}*|propón|busca\\p{L}*|elig\\p{L}*|elij\\p{L}*|piensa|redacta\\p{L}*|diseña\\p{L}*|necesito|quiero|quisiera|recomiénda\\p{L}*|produce|proporciona\\p{L}*|hacer|dar|hazme',
    '(?:una?|nuev[oa]s?|\\d+|tres|cinco|diez) ?(?:nuev[oa]s? )?',
  ],
  things: [
    'contraseñas?|claves?|(?:clave|llave)s? (?:de )?\\p{L}+|pares? de claves|códigos?|nip|número de (?:tarjeta|serie|licencia|lotería)|números?|datos (?:de prueba|falsos|ficticios|aleatorios)|tarjetas? de crédito|frase semilla|cup(?:ón|ones)',
    'nombres?|apodos?|usuarios?|lemas?|eslóganes|eslogan|chistes?|adivinanzas?|títulos? para|(?:historias?|cuentos?|poemas?|textos?|canci(?:ón|ones)|borrador(?:es)?|ideas?|mensajes?|cartas?|recetas?) (?:\\p{L}+ )?(?:únic[oa]s?|original(?:es)?|nuev[oa]s?|diferentes?|distint[oa]s?|creativ[oa]s?)|(?:nuev[oa]|otr[oa]) (?:historia|cuento|poema|idea|texto)',
  ],
  oneOff: [
    'aleatori[oa]s?|aleatoriamente|al azar|(?:lanza|tira|echa)\\p{L}* (?:una|un|el|la|los|dos) (?:monedas?|dados?)|cara o cruz|sorte[ao]\\p{L}*|(?:elig|elij|escog|escoj|selecciona|saca|nombra)\\p{L}* (?:\\P{Cc}{0,25} )?(?:ganador\\p{L}*|número|carta|nombre|entre|uno|una)|baraja|mezcla (?:esta|la)',
    'sorpréndeme|inspírame|entretenme|hazme reír|cuéntame (?:\\p{L}+ )?(?:chiste|historia|cuento|adivinanza|secreto)|otr[oa] (?:más|vez|diferente|chiste|idea|opción|versión)|uno más|algo (?:nuevo|diferente|distinto)|piensa (?:en )?un número',
  ],
  volatile: [
    'hoy|mañana|ayer|ahora|actualmente|actual(?:es)?|últim[oa]s?|más recientes?|noticias|clima|pronóstico|tiempo (?:hace|hará|en)|est[ae] (?:semana|mes|año|tarde|noche|fin de semana)|esta mañana|(?:semana|mes|año|lunes|martes|miércoles|jueves|viernes|sábado|domingo|noche) (?:pasad[oa]|próxim[oa]|que viene)|próxim[oa]s?|recientemente|en este momento|todavía|aún|hoy en día|anoche',
    'qué hora|qué día|qué fecha|cuántos años tiene|qué edad tiene|cuánt[oa]s? (?:\\p{L}+ )?(?:faltan?|quedan?)|cuánto falta|cerca de mí|aquí cerca|está lloviendo|va a llover|temperatura en|hace (?:frío|calor)',
    '(?:precio|valor|cotización|cambio|tasa) (?:del?|de la|actual)|tipo de cambio|cuánto (?:vale|cuesta|está) (?:el |la |un |una )?(?:bitcoin|oro|plata|petróleo|gasolina|dólar|euro|acción|peso)|a cuánto está|(?:dólar(?:es)?|euros?|pesos?|libras?) (?:a|en|por) (?:dólar(?:es)?|euros?|pesos?|libras?)|cuánt[oa]s (?:dólares|euros|pesos|libras) (?:es|son|hay)',
    'cuánt[oa]s \\P{Cc}{1,40}(?:abiert[oa]s|pendientes|activ[oa]s|conectad[oa]s|en línea|nuev[oa]s|sin leer|disponibles)|de guardia|de turno|quién (?:es|está) (?:el |la )?(?:president[ea]|primer[ao]? ministr[oa]|ceo|director\\p{L}*|rey|reina|papa|alcalde\\p{L}*|gobernador\\p{L}*|entrenador\\p{L}*|campe[oó]n\\p{L}*|jef[ea]|dueñ[oa]|líder|gerente)|quién (?:va ganando|gana|lidera|dirige|gobierna)|quién ganó (?:el partido|las? elecci\\p{L}+|la final)|estado (?:del?|de la|de mi)|en stock|a qué hora (?:sale|llega|abre|cierra|empieza)|cuándo (?:sale|llega|es) (?:el |la )?(?:próxim[oa]|tren|bus|vuelo)|de moda|tendencia\\p{L}*',
  ],
  states: [
    '(?:está|están|funciona|funcionan|ha|han|sigue|siguen|terminó|se cayó|dónde está|por qué está|ya) (?:\\p{L}+ ){0,3}(?:el|la|los|las|este|esta|abiert\\p{L}*|cerrad\\p{L}*|caíd\\p{L}*|disponible\\p{L}*|list\\p{L}*|activ\\p{L}*)',
  ],
  personal: [
    'mis?|mí[oa]s?|nuestr[oa]s?|conmigo|quién soy|dónde estoy|cómo me llamo|llámame|recuérda\\p{L}*|recuerda (?:que|esto|me)|no olvides|a partir de ahora|desde ahora|haz como si|te acuerdas|me conoces|sobre mí|para mí|me recomiendas|tengo (?:alguna|algún|reuniones|citas|derecho)',
    '(?:hablamos|discutimos|dijimos|acordamos|decidimos|hemos (?:hablado|dicho|discutido)|estábamos|habíamos)|(?:dijiste|mencionaste|escribiste|respondiste|recomendaste|sugeriste|has dicho|habías dicho|me has dicho)|(?:he dicho|dije|pregunté|te dije|te pregunté|mencioné)|(?:respuesta|mensaje|pregunta|conversación|texto) (?:anterior|previ[oa]|de antes)|(?:esta|nuestra|la) conversación|hasta ahora|lo anterior|repite (?:eso|lo|tu)|antes (?:dijiste|hablamos)|de antes|más arriba',
  ],
  statements: [
    '(?:y |hola,? |yo )?(?:soy|me llamo|tengo|vivo|trabajo|estoy|me gusta\\p{L}*|prefiero|odio|amo|necesito|estudio|peso|mido|tomo|hablo|nací|vengo|sufro|compré|perdí|no puedo|somos|tenemos|vivimos|trabajamos)',
  ],
  acts: [
    'env(?:ía|íe|iar|íale|íame)\\p{L}*|mand[ae]\\p{L}*|borr[ae]\\p{L}*|elimin[ae]\\p{L}*|reserv[ae]\\p{L}*|resérva\\p{L}*|compra(?! ?venta)\\p{L}*|compre|cancel[ae]\\p{L}*|pag(?:a|ue|ar)|transfier[ea]\\p{L}*|ped(?:ir)|pide\\p{L}*|pon(?:me|ga|le)?(?= )|apag[au]\\p{L}*|enciend\\p{L}*|encend\\p{L}*|activ[ae](?:r|me)?|desactiv[ae]r?|abre|abra|cierr[ea]|llam[ae](?!s)|avis[ae]\\p{L}*|recuérda\\p{L}*|program[ae](?!ción)\\p{L}*|agenda\\p{L}*|añad[ea]\\p{L}*|agreg[ae]\\p{L}*|guard[ae]\\p{L}*|inici[ae] (?:el|la|un)|det(?:én|ener|enga)|reinici[ae]\\p{L}*|ejecut[ae]\\p{L}*|instal[ae]r?(?= )|sub[ea] (?:el|la)|baj[ae] (?:el|la)|reproduc[ea]\\p{L}*|actualiz[ae] (?:el|la|mi)|cambi[ae] (?:el|la|mi)|crea (?:una?|el|la) (?:ticket|evento|cita|reunión|cuenta|recordatorio|tarea|factura|alarma)|publica|imprim[ea]|bloque[ae]\\p{L}*',
  ],
  followUps: [
    'sí|si|no|continúa|sigue|más|gracias|por qué|cómo|y|y luego|otra vez|otro|otra|otro más|vale|claro|exacto|adelante|y qué más|cuándo|dónde|quién|explica más|el segundo|la segunda|el primero|dame (?:otro|otra|más)',
  ],
};
