import { near, onPlain } from './plainWording.ts';
import type { Rule } from './rule.ts';

const source =
  'Others that are seen: what tools and gateways say in German, French, Spanish, Portuguese, Italian, Japanese, Chinese, Russian and Korean';

const reached =
  'erreicht|überschritten|ausgeschöpft|aufgebraucht|atteinte?s?|dépassée?s?|épuisée?s?|alcanzad[oa]|superad[oa]|excedid[oa]|agotad[oa]|atingid[oa]|esgotad[oa]|raggiunt[oa]|superat[oa]|達し|超え|超過|使い切|超过|达到|已满|用完|耗尽|достигнут|превышен|исчерпан|초과|도달|atingiu|excedeu|alcanzó|superó|ha superato|hanno raggiunto';
const missing =
  "existiert nicht|nicht gefunden|nicht verfügbar|nicht unterstützt|n'existe pas|introuvable|(?:non|pas) disponible|no existe|no (?:se )?encontr|no (?:está )?disponible|não existe|não encontrad|não (?:está )?disponível|non (?:esiste|trovato|disponibile)|存在しな|見つかりません|利用できません|不存在|未找到|找不到|不可用|不支持|не найден|не существует|недоступ|찾을 수 없|존재하지";

const sentences: readonly Rule[] = [
  {
    cause: 'key-invalid',
    source,
    says: [
      near(
        String.raw`api[- ]?schlüssel|\bclés? (?:d')?api|\bclave (?:de )?(?:la )?api|api[ -]?キー|api[ -]?(?:密钥|金鑰|key)|密钥|api[- ]?ключ|ключ api|\bchave (?:de |da )?api|\bchiave api|api ?키|令牌|clave de acceso|clé d'accès|chave de acesso|chiave di accesso|zugangsschlüssel|アクセスキー`,
        'ungültig|nicht (?:gültig|gefunden|korrekt|vorhanden)|falsch|abgelaufen|fehlt|nicht gesetzt|invalide|(?:non|pas) valide|(?:não|non) (?:é|è) válid|non è valid|incorrect|expiré|manquant|no (?:es )?(?:válid|correct)|inválid|caducad|incorrecta|無効|正しくありません|期限切れ|未設定|设置|无效|無效|错误|不正确|过期|未配置|为空|неверн|недействител|не указан|не найден|expirada|non valida|scadut|유효하지|잘못된|올바르지',
      ),
    ],
  },
  {
    cause: 'key-invalid',
    source,
    says: [
      /authentifizierung(?: ist)? fehlgeschlagen|échec de l'authentification|authentification échouée|autenticación fallida|error de autenticación|falha (?:na|de) autenticação|autenticazione fallita|(?:认证|鉴权|身份验证|授权)(?:失败|错误|未通过)|認証.{0,3}(?:失敗|エラー)|ошибка (?:аутентификации|авторизации)|인증.{0,4}(?:실패|오류)/,
    ],
  },
  {
    cause: 'key-invalid',
    detail: 'login-expired',
    source,
    says: [
      /bitte (?:erneut |wieder )?(?:an|ein)melden|veuillez vous (?:re)?connecter|inici(?:a|ar|e) sesión|faça login|accedi di nuovo|ログインしてください|请(?:重新|先)?登录|войдите|로그인/,
      near(
        'sitzung|session|sesión|sessão|セッション|登录|会话|сессия|세션',
        'abgelaufen|expirée|expirad[oa]|caducad[oa]|scadut|期限切れ|过期|失效|истекла|만료',
      ),
    ],
  },
  {
    cause: 'key-invalid',
    source,
    says: [
      /(?:检查|确认|核对|請檢查).{0,8}(?:api ?-?(?:key|密钥|金鑰)|密钥|令牌).{0,6}(?:是否)?(?:正确|有效|可用|正確)/,
    ],
    when: ({ said, status }) => (status === null || status === 401) && !/网络|代理|模型|余额|额度|超时|连接/.test(said),
  },
  {
    cause: 'spend-limit',
    source,
    says: [
      near(
        'ausgabenlimit|kostenlimit|budget|(?:limite|plafond) (?:de|des) dépenses?|límite de gasto|presupuesto|limite de gastos|orçamento|limite di spesa|支出(?:上限|限额)|予算|利用(?:額|料金)|消费(?:上限|限额)|预算|лимит расходов|бюджет|예산',
        reached,
      ),
      /(?:消费|费用|支出|花费)[^。；，,;]{0,4}(?:达到|超过|超出)[^。；，,;]{0,6}(?:上限|限额|预算)/,
    ],
  },
  {
    cause: 'quota-exhausted',
    source,
    says: [
      near(
        'guthaben|kontostand|credits|crédits?|solde|saldo|créditos?|fondos|fundos|残高|クレジット|средств|баланс|余额|額度|额度|餘額|crediti|credito|잔액|크레딧',
        'aufgebraucht|leer|reicht nicht|nicht aus|kein|zu niedrig|\\bsin |\\bsem |insuffisant|épuisé|insuficiente|agotad|esgotad|insufficient[ei]|esaurit|不足|ありません|足りません|недостаточно|исчерпан|为零|用尽|用完|耗尽|부족',
      ),
      /rechnung (?:ist )?(?:offen|überfällig)|zahlung (?:fehlgeschlagen|erforderlich)|paiement (?:refusé|requis)|pago (?:rechazado|requerido)|支払い|请(?:先)?充值|欠费|пополните/,
    ],
  },
  {
    cause: 'plan-window',
    source,
    says: [
      near(
        "nutzungslimit|tageslimit|wochenlimit|monatslimit|limite d'utilisation|limite (?:quotidienne|hebdomadaire|mensuelle)|límite (?:de uso|diario|semanal|mensual)|limite (?:de uso|diário|semanal|mensal)|limite (?:di utilizzo|giornaliero|settimanale|mensile)|利用(?:上限|制限)|使用(?:上限|限制|限额)|лимит использования|사용(?:량)? ?한도|(?:일일|주간|월간) 한도",
        reached,
      ),
    ],
  },
  {
    cause: 'rate',
    source,
    says: [
      near(
        'ratenlimit|anfragelimit|anfragen|requêtes|limite de (?:débit|taux)|solicitudes|peticiones|límite de (?:velocidad|frecuencia)|limite de (?:taxa|frequência)|requisições|richieste|limite di frequenza|レート制限|リクエスト|速率|请求(?:频率|速率|次数)?|請求|限流|запросов|요청|속도 제한',
        'überschritten|erreicht|begrenzt|zu viele|trop de|dépassée?s?|limitée?s?|demasiad[ao]s|excedid[ao]|superad[oa]|limitad[ao]|muitas|troppe|多すぎ|制限|超え|限制|受限|过快|太快|频繁|触发|超过|超限|过多|過多|слишком много|ограничен|превышен|достигнут|너무 많|제한|초과|도달|達し|达到|atteinte?|alcanzad[oa]|atingid[oa]|raggiunt[oa]',
      ),
    ],
    // Without a wait or a number it may be anything, as in English.
    when: ({ wait, limit }) => wait !== null || limit !== null,
  },
  {
    cause: 'context-too-long',
    source,
    says: [
      near(
        'kontext|contexte|contexto|contesto|コンテキスト|プロンプト|контекст|промпт|上下文|文本|提示词|输入|컨텍스트|프롬프트',
        'zu lang|zu groß|übersteig|überschr|trop long|dépass|demasiado larg|supera|excede|muito long|troppo lung|長すぎ|超え|超过|超出|过长|превыш|слишком длин|너무 깁|초과',
      ),
    ],
  },
  {
    cause: 'model-not-found',
    source,
    says: [near('modell|modèle|modelo|modello|モデル|模型|модель|모델', missing)],
  },
  {
    cause: 'forbidden',
    source,
    says: [
      /zugriff (?:wurde )?(?:verweigert|nicht erlaubt)|keine berechtigung|accès (?:refusé|interdit)|acceso (?:denegado|prohibido)|acesso negado|accesso negato|sin permisos|sem permissão|アクセス.{0,6}(?:拒否|できません)|権限がありません|拒绝访问|访问被拒绝|无权(?:限|访问)?|没有权限|доступ (?:запрещ|закрыт)|нет доступа|접근.{0,4}거부|권한이 없/,
      near(
        'konto|organisation|compte|cuenta|conta(?![a-z])|account|账[号户]|帳號|帳戶|アカウント|аккаунт|계정',
        'gesperrt|deaktiviert|suspendue?|bloquée?|désactivée?|suspendid[oa]|bloquead[oa]|desactivad[oa]|desativad[oa]|sospeso|bloccato|封禁|停用|冻结|被封|停止されて|凍結|заблокирован|приостановлен|정지|차단',
      ),
    ],
  },
  {
    cause: 'overloaded',
    source,
    says: [
      near(
        'server|serveur|servidor|dienst|service|modell|modèle|サーバー|モデル|服务|模型|通道|渠道|上游|账号|сервер|модель|서버',
        'ausgelastet|überlastet|nicht verfügbar|surchargé|saturé|indisponible|saturad|sobrecarregad|ocupad|sovraccaric|混雑|過負荷|繁忙|拥挤|过载|饱和|暂时不可用|перегруж|занят|과부하|혼잡',
      ),
    ],
    when: ({ said }) =>
      !near('modell|modèle|模型|モデル', 'nicht verfügbar|indisponible').test(said) || /server|dienst/.test(said),
  },
  {
    cause: 'server-error',
    source,
    says: [
      /interner (?:server)?fehler|serverfehler|erreur interne|erreur (?:du )?serveur|error interno|error del servidor|erro interno|erro (?:do|no) servidor|errore interno|サーバー.{0,6}エラー|内部エラー|(?:服务器|服务端|系统|内部).{0,4}(?:错误|异常)|внутренняя ошибка|ошибка сервера|서버.{0,4}오류|내부 오류/,
    ],
    when: ({ status }) => status === null || status >= 500 || status < 400,
  },
  {
    cause: 'network',
    source,
    says: [
      /konnte nicht (?:hergestellt|verbunden) werden|keine verbindung (?:zu|mit|möglich)|no se pu(?:do|ede) conectar|impossible de se (?:re)?connecter|não foi possível (?:se )?conectar|impossibile connettersi|не удалось (?:под|со)единиться|не удалось подключиться|연결할 수 없|zeitüberschreitung|netzwerkfehler|verbindung(?:sfehler|.{0,20}(?:fehlgeschlagen|unterbrochen|abgebrochen|getrennt))|délai.{0,16}dépassé|erreur réseau|connexion.{0,16}(?:perdue|refusée|impossible|interrompue)|tiempo de espera|error de (?:red|conexión)|erro de (?:rede|conexão)|tempo (?:limite|esgotado)|errore di rete|タイムアウト|ネットワーク.{0,4}エラー|接続.{0,6}(?:失敗|できません|エラー)|连接.{0,4}(?:超时|失败|错误|断开)|网络.{0,4}(?:错误|异常|超时)|请求超时|超时|ошибка (?:сети|соединения|подключения)|время ожидания|таймаут|시간 초과|네트워크 오류|연결.{0,4}실패/,
    ],
    when: ({ status }) => status === null,
  },
];

/** "Mein Guthaben ist nicht aufgebraucht": what somebody says is not so. */
const denied =
  /\bnicht (?:mal )?(?:aufgebraucht|ausgeschöpft|erreicht|überschritten|gesperrt|deaktiviert|leer|abgelaufen|überlastet)|\bno (?:est[áa]|he|se ha|ha sido) (?:agotad|superad|alcanzad|excedid|suspendid|bloquead|caducad|sobrecargad)|\bn'(?:est|ai|a) pas (?:été )?(?:épuisé|attein|dépassé|suspendu|bloqué|expiré|surchargé)|\bnão (?:(?:está|foi) (?:esgotad|bloquead|suspens|expirad|sobrecarregad)|atingi|excedi)|(?:停止され|達し|超え|切れ|不足し|無効では?)て?(?:は)?(?:いません|いない|ありません)|(?:没有?|并未|未)(?:被)?(?:超过|超出|达到|用完|过期|封禁|冻结|欠费|过载)|(?<![а-яё])не (?:исчерпан|превышен|заблокирован|истек|перегружен)/;

/** Causes in other languages than English: tried with the plain sentences, and never certain. */
export const tongueRules: readonly Rule[] = onPlain(
  sentences.map((rule) => ({ ...rule, when: (told) => !denied.test(told.said) && (rule.when?.(told) ?? true) })),
);
