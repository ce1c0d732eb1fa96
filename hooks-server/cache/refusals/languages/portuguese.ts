import type { RefusalPatterns } from '../patterns.js';

export const portuguese: RefusalPatterns = {
  commands: 'first',
  polite: [
    'por favor|oi|olá|ok|agora|e|então|você pode|você poderia|pode|poderia|podes|podia|quero que|preciso que|me|nos',
  ],
  asks: [
    'o que (?:é|são|significa|faz|você sabe sobre)|que (?:é|são|significa)|como (?!vai|está)|por que|por quê|porque|qual|quais|quant[oa]s?|quem|onde|quando|expli\\p{L}*|defin\\p{L}*|descrev\\p{L}*|diferença\\p{L}*|compar\\p{L}*|significado|tradu\\p{L}*|é (?:possível|seguro)|existe\\p{L}*|para que|em que',
  ],
  makes: [
    'ger[ae]\\p{L}*|gerar|cri[ae]\\p{L}*|criar|faz|faça|fazer|dá|dê|dar|dá-me|dê-me|diga|escrev[ae]\\p{L}*|escrever|invent[ae]\\p{L}*|sugir[ae]\\p{L}*|sugere|propo\\p{L}*|pens[ae]|escolh[ae]\\p{L}*|escolher|preciso (?:de )?|quero|gostaria de|mostre|monte|elabore|redija|recomend[ae]',
    '(?:uma?|nov[oa]s?|\\d+|três|cinco|dez) ?(?:nov[oa]s? )?',
  ],
  things: [
    'senhas?|palavras?-passe|chaves?(?: \\p{L}+)*|códigos?|números?|dados (?:de teste|fictícios|falsos|aleatórios)|cart(?:ão|ões) de crédito|frase secreta|cpf|cnpj|cupom|cupons',
    'nomes?|apelidos?|slogans?|piadas?|adivinhas?|charadas?|títulos? para|(?:histórias?|contos?|poemas?|textos?|músicas?|rascunhos?|ideias?|mensage(?:m|ns)|cartas?|receitas?) (?:\\p{L}+ )?(?:únic[oa]s?|origina(?:l|is)|nov[oa]s?|diferentes?|inédit[oa]s?|criativ[oa]s?)|(?:nov[oa]|outr[oa]) (?:história|poema|ideia|texto)',
  ],
  oneOff: [
    'aleatóri[oa]s?|aleatoriamente|ao acaso|(?:lance|jogue|joga|lança|role|rola|atire) (?:uma|um|o|a|os|dois) (?:moedas?|dados?)|cara ou coroa|sortei[oea]\\p{L}*|sortear|(?:escolh|selecion|tir|defin|apont)\\p{L}* (?:\\P{Cc}{0,25} )?(?:vencedora?|ganhadora?|número|carta|nome|entre|um|uma)|embaralh\\p{L}*',
    'me surpreenda|surpreenda-me|surpreende-me|me inspire|inspire-me|me divirta|me faça rir|(?:me )?cont[ae](?:-me)? (?:\\p{L}+ )?(?:piada|história|charada)|outr[oa] (?:vez|piada|ideia|versão)|mais um|mais uma|algo (?:novo|diferente)|pense (?:em )?um número',
  ],
  volatile: [
    'hoje|amanhã|ontem|agora|atualmente|atual|atuais|últim[oa]s?|mais recentes?|recentemente|notícias|previsão|clima|tempo (?:faz|em|está|hoje)|est[ae] (?:semana|mês|ano|tarde|noite)|esta manhã|(?:semana|mês|ano|segunda|terça|quarta|quinta|sexta|sábado|domingo|noite) (?:passad[oa]|que vem|seguinte)|próxim[oa]s?|neste momento|no momento|ainda (?:está|há|tem)|hoje em dia',
    'que horas|que dia|qual (?:é )?a data|quantos anos (?:tem|têm)|qual (?:é )?a idade|quanto tempo (?:falta|até|resta)|quant[oa]s (?:\\p{L}+ )?(?:faltam|restam|até)|perto de (?:mim|aqui)|está chovendo|vai chover|está a chover|temperatura em',
    '(?:preço|valor|cotação|câmbio|taxa) (?:do|da|de|atual)|taxa de câmbio|quanto (?:vale|custa|está) (?:o |a |um |uma )?(?:bitcoin|ouro|prata|petróleo|gasolina|dólar|euro|real|ação)|(?:dólar(?:es)?|euros?|reais|libras?) (?:em|para|por) (?:dólar(?:es)?|euros?|reais|libras?)|quant[oa]s (?:dólares|euros|reais|libras) (?:é|são|tem|vale)',
    'quant[oa]s \\P{Cc}{1,40}(?:abert[oa]s|pendentes|ativ[oa]s|online|conectad[oa]s|nov[oa]s|não lid[oa]s|disponíveis)|de plantão|quem (?:é|está|será) (?:o |a )?(?:presidente|primeir[oa]-ministr[oa]|ceo|diretor\\p{L}*|rei|rainha|papa|prefeit[oa]|governador\\p{L}*|técnic[oa]|treinador\\p{L}*|campe[ãa]\\p{L}*|chefe|dono|dona|líder|ministr[oa])|quem (?:está ganhando|lidera|governa|dirige)|quem ganhou (?:o jogo|a eleição|as eleições|a final)|(?:status|estado|situação) (?:do|da|de)|em estoque|(?:a que horas|quando) (?:sai|chega|abre|fecha|começa|passa|parte)|no ar|tendências?',
  ],
  states: [
    '(?:o|a|os|as|este|esta|esse|essa) (?:\\p{L}+ ){1,3}(?:está|estão|caiu|continua|terminou|chegou|funciona|voltou)|(?:está|estão|caiu|terminou|já) (?:\\p{L}+ ){0,3}(?:o|a|os|as|abert\\p{L}*|fechad\\p{L}*|disponíve\\p{L}*)|onde está (?:o|a) (?:servidor|pedido|pacote|impressora|ônibus|trem)',
  ],
  personal: [
    'meus?|minhas?|noss[oa]s?|comigo|quem sou eu|onde estou|como (?:eu )?me chamo|me chame|chame-me|lembre(?:-se|-me)?|lembra-te|não se esqueça|não esqueça|a partir de agora|de agora em diante|finja|você se lembra|lembras-te|me conhece|sobre mim|para mim|me recomenda|(?:eu )?tenho (?:alguma|algum|reuniões|direito)',
    '(?:conversamos|falamos|discutimos|dissemos|combinamos|decidimos|estávamos)|(?:você|tu) (?:já |acabou de )?(?:disse\\p{L}*|falou|falaste|mencion\\p{L}*|escreveu|respondeu|recomendou|sugeriu|dizer)|(?:eu )?(?:disse|perguntei|falei|mencionei|escrevi)(?= )|(?:resposta|mensagem|pergunta|conversa|texto) (?:anterior|de antes|passada)|(?:esta|nossa|a) conversa|até agora|acima|repita (?:isso|o|a|sua)|disseste',
  ],
  statements: [
    '(?:e |oi,? |olá,? |eu )?(?:sou|me chamo|chamo-me|tenho|moro|vivo|trabalho|estou|gosto|prefiro|odeio|amo|preciso|estudo|peso|meço|tomo|falo|nasci|venho|sofro|comprei|perdi|não posso|somos|temos|moramos|precisamos)',
  ],
  acts: [
    'envi[ae]\\p{L}*|mand[ae]\\p{L}*|apag(?:a|ue|ar)\\p{L}*|delet[ae]\\p{L}*|exclu[ai]\\p{L}*|remov[ae]\\p{L}*|reserv[ae]r?|compr[ae]r?|cancel[ae]r?|pag(?:a|ue|ar)|transfer\\p{L}*|transfir\\p{L}*|ped(?:e|ir)|peça|encomend[ae]\\p{L}*|deslig\\p{L}*|lig(?:a|ue|ar)|ativ[ae]r?|desativ[ae]r?|abr[ae]|abrir|fech[ae]r?|cham[ae]r?|avis[ae]\\p{L}*|lembr[ae]-?me|program[ae]r? (?:um|uma|o|a)|agend[ae]\\p{L}*|marc(?:a|ar)|marque|adicion[ae]\\p{L}*|acrescent[ae]|salv[ae]r?|guard[ae]r?|inici[ae]r? (?:o|a|um)|par(?:e|ar) (?:o|a)|reinici[ae]\\p{L}*|execut[ae]\\p{L}*|instal[ae]r?(?= )|aument[ae] o|diminu\\p{L}* o|toc[ae]r?|toque|atualiz[ae] (?:o|a|meu)|mud[ae] (?:o|a)|altere? (?:o|a)|publi(?:que|car)|imprim[ae]\\p{L}*|bloquei[ae]\\p{L}*|cri[ae]r? (?:um|uma) (?:ticket|chamado|evento|reunião|conta|lembrete|tarefa|fatura|alarme)|coloque|põe|ponha',
  ],
  followUps: [
    'sim|não|mais|obrigad[oa]|continue|continua|por quê|por que|como|e|e depois|outro|outra|mais um|mais uma|certo|isso|exato|quando|onde|quem|quanto|explique mais|o segundo|a segunda|de novo',
  ],
};
